import { describe, expect, test } from 'vitest'
import { type AttemptClock, msToNextSecond, readClock, stoppedReason } from './clock.ts'

const running: AttemptClock = { elapsedMs: 5000, asOf: 1_000_000, running: true, stoppedBecause: null }

describe('readClock', () => {
  test('goes on from what was counted', () => expect(readClock(running, 1_002_500)).toBe(7500))
  test('stands still while it is stopped', () => expect(readClock({ ...running, running: false }, 1_900_000)).toBe(5000))
  test('never runs backwards when the window lags behind the engine', () => expect(readClock(running, 990_000)).toBe(5000))
})

test('ticks fall on the second', () => {
  expect([msToNextSecond(5000), msToNextSecond(5250.7), msToNextSecond(5999)]).toEqual([1000, 750, 1])
})

test('says why it stands still, and nothing where there is no reason', () => {
  expect(stoppedReason({ ...running, running: false, stoppedBecause: 'sleep' })).toMatch(/slept/)
  expect(stoppedReason({ ...running, running: false })).toBeNull()
  expect(stoppedReason(running)).toBeNull()
})
