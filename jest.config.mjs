import { swcOptions } from './scripts/compile.mjs';

const tsx = {
  ...swcOptions,
  jsc: {
    ...swcOptions.jsc,
    parser: { ...swcOptions.jsc.parser, tsx: true },
    transform: { ...swcOptions.jsc.transform, react: { runtime: 'automatic' } },
  },
};

/** Unit tests stand beside their source; tests/ holds what needs several libraries, a server or a browser. */
export default {
  testMatch: ['<rootDir>/{libs,apps,tests}/**/*.test.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/data/', '<rootDir>/artifacts/'],
  transform: {
    '\\.ts$': ['@swc/jest', { ...swcOptions, swcrc: false }],
    '\\.tsx$': ['@swc/jest', { ...tsx, swcrc: false }],
  },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['development', 'node', 'node-addons'] },
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  reporters: ['default', 'summary', '<rootDir>/tests/support/summary-reporter.mjs'],
  maxWorkers: 2,
  testTimeout: 60_000,
};
