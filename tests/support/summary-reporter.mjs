/**
 * Ends every run with the plain line `N passed, N failed`, and names what was skipped. With CI=true nothing may be:
 * what was left out without being asked for by `-t` counts as failed.
 */
export default class SummaryReporter {
  constructor({ testNamePattern }) {
    this.strict = process.env.CI === 'true' && !testNamePattern;
  }

  onRunComplete(_contexts, results) {
    const brokenFiles = results.testResults.filter((file) => file.testExecError).length;
    const skipped = results.testResults.flatMap((file) =>
      file.testResults.filter(({ status }) => status === 'pending' || status === 'todo'),
    );
    this.missing = this.strict ? skipped.length : 0;
    if (this.missing > 0)
      for (const { fullName } of skipped) console.error(`skipped with CI=true: ${fullName}`);
    const failed = results.numFailedTests + brokenFiles + this.missing;
    const tail = skipped.length > this.missing ? `, ${skipped.length} skipped` : '';
    console.log(`\n${results.numPassedTests} passed, ${failed} failed${tail}`);
  }

  /** What makes the run a failed one although no test is. */
  getLastError() {
    return this.missing > 0 ? new Error(`${this.missing} tests skipped with CI=true`) : undefined;
  }
}
