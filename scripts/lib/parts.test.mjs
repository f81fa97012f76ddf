import { describe, expect, it } from 'vitest'
import { countTests, sumTests } from './parts.mjs'

const vitest = { numTotalTests: 5, numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 0, testResults: [] }

describe('countTests', () => {
  it('reads a report of Vitest', () => {
    expect(countTests(vitest)).toEqual({ passed: 3, failed: 1, skipped: 1 })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(countTests({ ...vitest, testResults }).failed).toBe(2)
  })

  it('reads a report of Playwright, where a flaky test is a failed one', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] }
    expect(countTests(report)).toEqual({ passed: 4, failed: 2, skipped: 2 })
  })

  it('refuses anything else', () => {
    expect(() => countTests(undefined)).toThrow('not a test report')
    expect(() => countTests({})).toThrow('not a test report')
  })

  it('sums', () => {
    const one = { passed: 1, failed: 2, skipped: 3 }
    expect(sumTests([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 })
    expect(sumTests([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
  })
})
