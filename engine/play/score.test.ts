import { describe, expect, it } from 'vitest'
import {
  ACKNOWLEDGED,
  evidence,
  LEFT,
  LEVEL,
  paged,
  posted,
  RESOLVED,
  RIGHT,
  traffic,
  WRONG,
} from '../../test/fixtures/attempt-log.ts'
import type { AttemptEvent, NewEvent } from '../contract/index.ts'
import { score } from './index.ts'
import { shareByWeight, speedFactor } from './score-lines.ts'

const HINT: NewEvent = { type: 'hint.taken', data: { hintId: 'what' } }
const BROKEN: NewEvent = { type: 'safeguard.broken', data: { safeguardId: 'data' } }

const line = (log: AttemptEvent[], id: string) => {
  const found = score(LEVEL, log).lines.find((item) => item.id === id)
  if (!found) throw new Error(`no line ${id}`)
  return found
}

const PERFECT: [number, NewEvent][] = [
  [20, ACKNOWLEDGED],
  [40, posted('investigating')],
  [60, evidence('objectives.seen-413.any.0')],
  [192, RIGHT],
  [300, evidence('fix.uploads')],
  [320, RESOLVED],
  [330, posted('resolved')],
  [340, LEFT],
]

describe('a flawless drill', () => {
  it('gets everything that is offered without a postmortem', () => {
    const sheet = score(LEVEL, paged('drill', ...PERFECT))
    expect(sheet).toMatchObject({ total: 800, max: 800 })
    expect(sheet.lines.some((item) => item.part === 'postmortem')).toBe(false)
    expect(sheet.lines.every((item) => item.reason !== '')).toBe(true)
  })

  it('says why, with times', () => {
    expect(line(paged('drill', ...PERFECT), 'diagnosed').reason).toBe('Diagnosed after 3:12, par 6:00: full points.')
    expect(line(paged('drill', ...PERFECT), 'seen-413').reason).toBe('Reached after 1:00.')
  })
})

describe('an empty attempt', () => {
  it('gets nothing, and is told what was missing', () => {
    const log = paged('drill', [60, LEFT])
    expect(score(LEVEL, log).total).toBe(0)
    expect(line(log, 'resolved').reason).toMatch(/Never resolved/)
    expect(line(log, 'diagnosed').reason).toMatch(/No diagnosis/)
  })
})

describe('speed', () => {
  it('is worth all up to par and nothing from four times par', () => {
    expect([0, 60, 150, 240, 999].map((seconds) => speedFactor(seconds * 1000, 60_000))).toEqual([1, 1, 0.5, 0, 0])
    expect(line(paged('drill', [15 * 60, RIGHT]), 'diagnosed')).toMatchObject({ points: 75, max: 150 })
    expect(line(paged('drill', [25 * 60, RIGHT]), 'diagnosed')).toMatchObject({ points: 0 })
  })

  it('counts the first right diagnosis, and each wrong one costs', () => {
    const log = paged('drill', [60, WRONG], [61, WRONG], [120, RIGHT], [5000, RIGHT])
    expect(line(log, 'diagnosed').atMs).toBe(120_000)
    expect(line(log, 'wrong-diagnosis-2').points).toBe(-40)
  })
})

describe('the closing status update', () => {
  const points = (...events: [number, NewEvent][]) => line(paged('drill', ...events), 'closing-status-update').points
  const well = Array.from({ length: 6 }, (_, index): [number, NewEvent] => [2 * (index + 1), traffic(2, 0)])

  it('counts when it is true', () => {
    expect(points([10, RESOLVED], [11, posted('resolved')])).toBe(10)
    expect(points(...well, [20, posted('monitoring')])).toBe(10)
  })

  it('does not count when it is not', () => {
    expect(points([9, posted('resolved')], [10, RESOLVED])).toBe(0)
    expect(points([20, posted('monitoring')])).toBe(0)
    expect(points([10, RESOLVED], [11, posted('identified')])).toBe(0)
  })
})

describe('deductions', () => {
  it('are hints, wrong diagnoses and harm, each once', () => {
    const log = paged('drill', ...PERFECT.slice(0, -1), [335, HINT], [336, HINT], [337, BROKEN], [338, BROKEN], [340, LEFT])
    expect(score(LEVEL, log).total).toBe(800 - 30 - 100)
  })

  it('leave hints free in learn mode', () => {
    expect(score(LEVEL, paged('learn', [10, HINT], ...PERFECT.slice(1))).lines.some(({ part }) => part === 'deductions')).toBe(
      false,
    )
  })

  it('never push the total below zero, and the lines still add up', () => {
    const sheet = score(LEVEL, paged('drill', [10, BROKEN], [11, WRONG], [12, HINT], [20, LEFT]))
    expect(sheet.total).toBe(0)
    expect(sum(sheet.lines)).toBe(0)
  })
})

const sum = (lines: { points: number }[]) => lines.reduce((total, { points }) => total + points, 0)

describe('shareByWeight', () => {
  it.each([[[1, 1, 1]], [[1, 2, 3.5]], [[0.1, 0.2, 0.3, 7]], [[5]]])(
    'adds up exactly, in whole points, in the order of the weights: %j',
    (weights) => {
      const shares = shareByWeight(500, weights)
      expect(sum(shares.map((points) => ({ points })))).toBe(500)
      expect(shares.every(Number.isInteger)).toBe(true)
      expect(Math.max(...shares)).toBe(shares[weights.indexOf(Math.max(...weights))])
    },
  )
})

/** A small generator, so that a failure can be repeated by its seed. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const POOL: NewEvent[] = [
  ACKNOWLEDGED,
  RIGHT,
  WRONG,
  HINT,
  BROKEN,
  RESOLVED,
  LEFT,
  posted('investigating'),
  posted('monitoring'),
  posted('resolved'),
  traffic(2, 0),
  traffic(0, 2),
  evidence('objectives.seen-413.any.1'),
  evidence('fix.uploads'),
  evidence('fix.uploads', false),
  evidence('fix.nothing.all.7'),
  { type: 'environment.lost', data: { message: '' } },
  { type: 'clock.started', data: {} },
  { type: 'clock.stopped', data: { reason: 'sleep', since: 0 } },
  { type: 'resolve.judged', data: { failed: [{ checkId: 'uploads', message: 'No.' }] } },
]
const NOISE: NewEvent[] = [
  { type: 'terminal.opened', data: { terminalId: 't', instance: 'proxy' } },
  { type: 'command.ran', data: { terminalId: 't', instance: 'proxy', command: 'ls' } },
  { type: 'instance.changed', data: { instance: 'proxy', state: 'restarted' } },
  { type: 'resolve.requested', data: {} },
  evidence('objectives.forged.any.0'),
]

function randomEvents(seed: number): [number, NewEvent][] {
  const next = random(seed)
  let at = 0
  return Array.from({ length: 40 }, () => {
    at += next() * 60
    return [at, POOL[Math.floor(next() * POOL.length)] ?? LEFT]
  })
}

describe.each(Array.from({ length: 60 }, (_, seed) => seed))('any log (%i)', (seed) => {
  const events = randomEvents(seed)
  const sheet = score(LEVEL, paged('drill', ...events))

  it('adds up, stays within its bounds, and is the same each time', () => {
    expect(sum(sheet.lines)).toBe(sheet.total)
    expect(sheet.total).toBeGreaterThanOrEqual(0)
    expect(sheet.total).toBeLessThanOrEqual(sheet.max)
    for (const { points, max } of sheet.lines.filter(({ part }) => part !== 'deductions')) {
      expect(points).toBeGreaterThanOrEqual(0)
      expect(points).toBeLessThanOrEqual(max)
      expect(Number.isInteger(points)).toBe(true)
    }
    expect(score(LEVEL, paged('drill', ...events))).toEqual(sheet)
  })

  it('does not change by events that have nothing to do with the score', () => {
    const next = random(seed + 1000)
    const noisy = events.flatMap(([at, event]): [number, NewEvent][] => [
      [at, NOISE[Math.floor(next() * NOISE.length)] ?? LEFT],
      [at, event],
    ])
    expect(score(LEVEL, paged('drill', ...noisy))).toEqual(sheet)
  })
})

describe('time', () => {
  it('never makes a later deed worth more', () => {
    const totals = [10, 60, 300, 900, 2000, 4000].map((delay) => {
      const later = PERFECT.map(([at, event]): [number, NewEvent] => [at + delay, event])
      return score(LEVEL, paged('drill', ...later)).total
    })
    expect(totals).toEqual(totals.toSorted((a, b) => b - a))
  })
})
