import { describe, expect, test } from 'vitest'
import {
  describeDiagnosis,
  formatBytes,
  formatClock,
  formatDuration,
  formatPercent,
  formatScore,
  formatSigned,
  outcomeOf,
} from './format.ts'

describe('formatClock', () => {
  test.each([
    [0, '00:00'],
    [-500, '00:00'],
    [59_999, '00:59'],
    [249_000, '04:09'],
    [3_599_999, '59:59'],
    [3_849_000, '1:04:09'],
  ])('%d ms is %s', (ms, text) => expect(formatClock(ms)).toBe(text))
})

test('durations read as words', () => {
  expect([45_000, 720_000, 3_600_000, 3_900_000].map(formatDuration)).toEqual(['45 s', '12 min', '1 h', '1 h 5 min'])
})

test('points carry their sign', () => {
  expect([50, -20, 0, -0.2].map(formatSigned)).toEqual(['+50', '−20', '0', '0'])
})

test('scores show what could be had', () => {
  expect([formatScore(412.4, 800), formatScore(null, null), formatScore(12, null)]).toEqual(['412 / 800', '–', '12'])
})

test('a share that is not whole never reads as 100 %', () => {
  expect([formatPercent(1), formatPercent(0.996), formatPercent(0)]).toEqual(['100 %', '99 %', '0 %'])
})

test('sizes are short', () => {
  expect([912, 18_230, 5_242_880].map(formatBytes)).toEqual(['912 B', '18 kB', '5.0 MB'])
})

test('a diagnosis reads as one phrase and keeps initialisms', () => {
  expect(describeDiagnosis({ component: 'proxy', fault: 'limit-too-low' })).toBe('Proxy (nginx): a configured limit is too low')
  expect(describeDiagnosis({ component: 'app', fault: 'cpu-saturated' })).toBe('Back end (app): CPU is saturated')
})

test('an attempt is open, resolved or not', () => {
  const milestones = { acknowledged: 1, firstStatusUpdate: null, diagnosed: null, mitigated: null, resolved: null }
  expect(outcomeOf({ phase: 'investigating', milestones })).toBe('Open')
  expect(outcomeOf({ phase: 'resolved', milestones: { ...milestones, resolved: 2 } })).toBe('Resolved, still open')
  expect(outcomeOf({ phase: 'ended', milestones })).toBe('Not resolved')
  expect(outcomeOf({ phase: 'ended', milestones: { ...milestones, resolved: 2 } })).toBe('Resolved')
})
