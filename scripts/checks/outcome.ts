export interface Outcome {
  readonly name: string
  readonly passed: number
  readonly failed: number
  /** What failed, by name: the end of a long log is often all that is at hand. */
  readonly failures?: readonly string[]
}

interface TestReport {
  readonly success: boolean
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly name: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

/** The tests themselves, files that did not even load, and the rule that no test is left out. */
export function outcomeOfTests(exitCode: number | null, json: string | null): Outcome[] {
  if (json === null) return [{ name: 'tests (no report)', passed: 0, failed: 1 }]
  const report: TestReport = JSON.parse(json)
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = report.numFailedTests + brokenFiles.length
  const leftOut = report.numPendingTests + report.numTodoTests
  return [
    // Something outside the tests failed, an unhandled rejection for example.
    {
      name: 'tests',
      passed: report.numPassedTests,
      failed: exitCode === 0 ? failed : Math.max(failed, 1),
      failures: failuresOf(report, brokenFiles),
    },
    {
      name: leftOut > 0 ? `no test left out (${leftOut} are)` : 'no test left out',
      passed: leftOut > 0 ? 0 : 1,
      failed: leftOut > 0 ? 1 : 0,
    },
  ]
}

function failuresOf(report: TestReport, brokenFiles: TestReport['testResults']): string[] {
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => [`${name} > ${fullName}`, failureMessages?.[0]?.split('\n')[0]].filter(Boolean).join(': ')),
  )
  return [...brokenFiles.map(({ name }) => `${name} did not load`), ...tests]
}

/** One line each, failures marked, and at last the totals. */
export function summary(outcomes: readonly Outcome[]): string {
  const lines = outcomes.map(({ name, passed, failed, failures = [] }) =>
    [
      `${failed > 0 ? '✗' : '✓'} ${name}${passed + failed > 1 ? `: ${passed} passed, ${failed} failed` : ''}`,
      ...failures.map((failure) => `    ${failure}`),
    ].join('\n'),
  )
  const total = (key: 'passed' | 'failed'): number => outcomes.reduce((sum, outcome) => sum + outcome[key], 0)
  return [...lines, '', `${total('passed')} passed, ${total('failed')} failed`].join('\n')
}
