/** Mutation tests of the engine (`npm run mutation`): what no test notices when it is broken. */
export default {
  mutate: ['libs/engine/src/{elements,run}/**/*.ts', '!**/*.test.ts'],
  plugins: ['./tests/mutation/runner.mjs'],
  testRunner: 'in-process',
  ignorers: ['names-of-bugs'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  disableTypeChecks: false,
  ignorePatterns: ['/*', '!/libs', '!/tests', '/tests/*', '!/tests/conformance', '/libs/*/dist'],
  concurrency: 2,
  timeoutMS: 5_000,
  tempDirName: 'artifacts/mutation/sandbox',
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  htmlReporter: { fileName: 'artifacts/mutation/report.html' },
  jsonReporter: { fileName: 'artifacts/mutation/report.json' },
  allowEmpty: false,
};
