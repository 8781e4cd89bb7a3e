import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// The direction of imports: server → runtime → engine → bpmn, decisions → feel; the browser sees pure libraries only.
const boundaries = [
  {
    sourceTag: 'lib:bpmn',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['bpmn-moddle', 'zeebe-bpmn-moddle*'],
  },
  {
    sourceTag: 'lib:feel',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['lezer-feel', 'decimal.js', 'temporal-polyfill', 're2js'],
  },
  { sourceTag: 'lib:domain', onlyDependOnLibsWithTags: [], allowedExternalImports: [] },
  {
    sourceTag: 'lib:decisions',
    onlyDependOnLibsWithTags: ['lib:feel'],
    allowedExternalImports: ['dmn-moddle'],
  },
  { sourceTag: 'lib:forms', onlyDependOnLibsWithTags: ['lib:feel'], allowedExternalImports: [] },
  {
    sourceTag: 'lib:engine',
    onlyDependOnLibsWithTags: ['lib:bpmn', 'lib:decisions', 'lib:feel'],
    allowedExternalImports: ['xstate'],
  },
  {
    sourceTag: 'lib:runtime',
    onlyDependOnLibsWithTags: ['lib:engine', 'lib:bpmn', 'lib:decisions', 'lib:forms', 'lib:feel'],
    bannedExternalImports: ['xstate', 'react', '@nestjs/*', 'bpmn-moddle', 'dmn-moddle', 'feelin'],
  },
  {
    sourceTag: 'app:server',
    onlyDependOnLibsWithTags: ['lib:runtime', 'pure'],
    bannedExternalImports: ['xstate', 'react', 'bpmn-moddle', 'dmn-moddle', 'feelin', 'bullmq'],
  },
  {
    sourceTag: 'app:web',
    onlyDependOnLibsWithTags: ['pure'],
    bannedExternalImports: ['xstate', 'typeorm', 'bullmq', 'ioredis', 'pg', '@nestjs/*', 'feelin'],
  },
  { sourceTag: 'tests', onlyDependOnLibsWithTags: ['lib:runtime', 'pure', 'app:server', 'app:web'] },
];

/** Tests may use the tools of testing besides. */
const testing = ['@jest/globals', 'fast-check', 'feelin'];
const boundariesOfTests = boundaries.map((constraint) =>
  constraint.allowedExternalImports
    ? { ...constraint, allowedExternalImports: [...constraint.allowedExternalImports, ...testing] }
    : constraint,
);

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'data/**',
      'artifacts/**',
      'coverage/**',
      '**/generated/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: boundaries }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}'],
    rules: { '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: boundariesOfTests }] },
  },
  {
    // Whole-product tests start the server in their own process, which no package may do.
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { allow: ['@zusteuerung/server'], depConstraints: boundariesOfTests },
      ],
    },
  },
  { files: ['**/*.{mjs,js}', 'apps/server/src/cli/**', 'tests/**'], rules: { 'no-console': 'off' } },
  {
    files: ['libs/{engine,bpmn,feel,decisions,forms,domain}/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'setTimeout',
        'setInterval',
        'process',
        'Buffer',
        'window',
        'document',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
    },
  },
  { files: ['apps/web/**/*.{ts,tsx}'], ...reactHooks.configs.flat?.recommended },
  prettier,
);
