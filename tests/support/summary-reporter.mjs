/** Ends every run with the plain line `N passed, N failed`, and names what was skipped. */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const brokenFiles = results.testResults.filter((file) => file.testExecError).length;
    const skipped = results.numPendingTests + results.numTodoTests;
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(`\n${results.numPassedTests} passed, ${results.numFailedTests + brokenFiles} failed${tail}`);
  }
}
