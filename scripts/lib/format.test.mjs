import { describe, expect, it } from 'vitest'
import { estimate, formatMs, progressLine } from './format.mjs'

describe('formatMs', () => {
  it.each([
    [850, '850 ms'],
    [12_400, '12 s'],
    [60_000, '1 min'],
    [200_000, '3 min 20 s'],
  ])('%d is %s', (ms, text) => expect(formatMs(ms)).toBe(text))
})

describe('estimate', () => {
  it('believes what the step says', () => {
    expect(estimate({ elapsedMs: 30_000, etaMs: 10_000 })).toEqual({ fraction: 0.75, leftMs: 10_000 })
    expect(estimate({ elapsedMs: 30_000, fraction: 0.5 })).toEqual({ fraction: 0.5, leftMs: 30_000 })
  })

  it('promises nothing from the first percents', () => {
    expect(estimate({ elapsedMs: 1000, fraction: 0.01 })).toEqual({ fraction: 0.01 })
  })

  it('falls back on what the step took before, until that has passed', () => {
    expect(estimate({ elapsedMs: 10_000, expectedMs: 40_000 })).toEqual({ fraction: 0.25, leftMs: 30_000 })
    expect(estimate({ elapsedMs: 50_000, expectedMs: 40_000 })).toEqual({})
    expect(estimate({ elapsedMs: 50_000 })).toEqual({})
  })
})

describe('progressLine', () => {
  it('shows what is done, how far it is and how long is left', () => {
    const line = progressLine({ name: 'Build', message: 'renderer', spinner: '-', fraction: 0.5, leftMs: 12_000, columns: 100 })
    expect(line).toBe('- Build [##########----------] 50 % about 12 s left - renderer')
  })

  it('fits the terminal', () => {
    expect(progressLine({ name: 'Build', message: 'x'.repeat(200), spinner: '-', columns: 40 })).toHaveLength(39)
  })
})
