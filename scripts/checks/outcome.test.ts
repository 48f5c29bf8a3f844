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

const fine = { name: 'no test left out', passed: 1, failed: 0 }

describe('the outcome of the tests', () => {
  test.each([
    ['all pass', 0, report({}), [{ name: 'tests', passed: 3, failed: 0 }, fine]],
    ['two fail', 1, report({ numFailedTests: 2 }), [{ name: 'tests', passed: 3, failed: 2 }, fine]],
    [
      'a file does not load',
      1,
      report({ testResults: [{ status: 'failed', name: 'a', assertionResults: [] }] }),
      [{ name: 'tests', passed: 3, failed: 1 }, fine],
    ],
    ['an error beside the tests', 1, report({}), [{ name: 'tests', passed: 3, failed: 1 }, fine]],
    [
      'a test is left out',
      0,
      report({ numPendingTests: 1 }),
      [
        { name: 'tests', passed: 3, failed: 0 },
        { name: 'no test left out (1 are)', passed: 0, failed: 1 },
      ],
    ],
    [
      'a test is only planned',
      0,
      report({ numTodoTests: 1 }),
      [
        { name: 'tests', passed: 3, failed: 0 },
        { name: 'no test left out (1 are)', passed: 0, failed: 1 },
      ],
    ],
    ['no report', 1, null, [{ name: 'tests (no report)', passed: 0, failed: 1 }]],
  ])('when %s', (_what, exitCode, json, outcomes) => {
    expect(outcomeOfTests(exitCode, json)).toEqual(outcomes)
  })
})

test('the summary ends with the totals alone on their line', () => {
  const lines = summary([
    { name: 'tests', passed: 10, failed: 1 },
    { name: 'dead code', passed: 1, failed: 0 },
    { name: 'types', passed: 0, failed: 1 },
  ]).split('\n')
  expect(lines).toEqual(['✗ tests: 10 passed, 1 failed', '✓ dead code', '✗ types', '', '11 passed, 2 failed'])
})
