/** Ends every test run with one plain line that people and machines read alike: `N passed, N failed`. */
module.exports = class ClosingLine {
  onRunComplete(_contexts, results) {
    const broken = results.testResults.filter((file) => file.testExecError).length
    const skipped = results.numPendingTests + results.numTodoTests
    const tail = skipped > 0 ? `, ${skipped} skipped` : ''
    const line = `${results.numPassedTests} passed, ${results.numFailedTests + broken} failed${tail}`
    // jest always puts its own summary after every other reporter; only the exit comes later.
    process.once('exit', () => process.stdout.write(`${line}\n`))
  }
}
