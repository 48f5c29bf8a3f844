import { describe, expect, test } from 'vitest'
import { outcomeOfTests, summary } from './outcome.ts'

function report(changes: object): string {
  return JSON.stringify({
    success: true,
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...changes,
  })
}

function tests(passed: number, failed: number, ...failures: string[]): object {
  return { name: 'tests', passed, failed, failures }
}

const fine = { name: 'no test left out', passed: 1, failed: 0 }

describe('the outcome of the tests', () => {
  test.each([
    ['all pass', 0, report({}), [tests(3, 0), fine]],
    ['two fail', 1, report({ numFailedTests: 2 }), [tests(3, 2), fine]],
    [
      'a test says why',
      1,
      report({
        numFailedTests: 1,
        testResults: [
          {
            status: 'failed',
            name: 'a',
            assertionResults: [{ status: 'failed', fullName: 'adds', failureMessages: ['expected 2\n at b'] }],
          },
        ],
      }),
      [tests(3, 1, 'a > adds: expected 2'), fine],
    ],
    [
      'a file does not load',
      1,
      report({ testResults: [{ status: 'failed', name: 'a', assertionResults: [] }] }),
      [tests(3, 1, 'a did not load'), fine],
    ],
    ['an error beside the tests', 1, report({}), [tests(3, 1), fine]],
    ['a test is left out', 0, report({ numPendingTests: 1 }), [tests(3, 0), { name: 'no test left out (1 are)', passed: 0, failed: 1 }]],
    ['a test is only planned', 0, report({ numTodoTests: 1 }), [tests(3, 0), { name: 'no test left out (1 are)', passed: 0, failed: 1 }]],
    ['no report', 1, null, [{ name: 'tests (no report)', passed: 0, failed: 1 }]],
  ])('when %s', (_what, exitCode, json, outcomes) => {
    expect(outcomeOfTests(exitCode, json)).toEqual(outcomes)
  })
})

test('the summary ends with the totals alone on their line', () => {
  const lines = summary([
    { name: 'tests', passed: 10, failed: 1, failures: ['a > adds'] },
    { name: 'dead code', passed: 1, failed: 0 },
    { name: 'types', passed: 0, failed: 1 },
  ]).split('\n')
  expect(lines).toEqual(['✗ tests: 10 passed, 1 failed', '    a > adds', '✓ dead code', '✗ types', '', '11 passed, 2 failed'])
})
