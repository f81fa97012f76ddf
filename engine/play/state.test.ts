import { describe, expect, it } from 'vitest'
import { evidence, LEFT, LEVEL, PAGE_AT, paged, RESOLVED, RIGHT, traffic, WRONG } from '../../test/fixtures/attempt-log.ts'
import type { NewEvent } from '../contract/index.ts'
import { attemptState, leavesOf } from './index.ts'

const stateAt = (seconds: number, ...events: [number, NewEvent][]) =>
  attemptState(LEVEL, paged('drill', ...events), PAGE_AT + seconds * 1000)
const hitMs = (state: ReturnType<typeof attemptState>, id: string) =>
  state.objectives.find((objective) => objective.id === id)?.hitMs

const FIX = 'fix.uploads'
const BROKEN = 'objectives.healthy.all.1.none.0'

describe('leavesOf', () => {
  it('names every leaf by its path', () => {
    expect(leavesOf(LEVEL).map(({ leaf, owner, ownerId }) => [leaf, owner, ownerId])).toEqual([
      ['objectives.seen-413.any.0', 'objectives', 'seen-413'],
      ['objectives.seen-413.any.1', 'objectives', 'seen-413'],
      ['objectives.knows', 'objectives', 'knows'],
      ['objectives.healthy.all.0', 'objectives', 'healthy'],
      [BROKEN, 'objectives', 'healthy'],
      [FIX, 'fix', 'uploads'],
      ['safeguards.data', 'safeguards', 'data'],
    ])
  })
})

describe('objectives', () => {
  it('are hit once what was seen has been seen, and stay so', () => {
    const state = stateAt(90, [12, evidence('objectives.seen-413.any.0')], [13, evidence('objectives.seen-413.any.0', false)])
    expect(hitMs(state, 'seen-413')).toBe(12_000)
  })

  it('are hit by the right answer, and by one that is accepted', () => {
    expect(hitMs(stateAt(90, [10, WRONG], [20, RIGHT]), 'knows')).toBe(20_000)
    const accepted: NewEvent = {
      type: 'diagnosis.committed',
      data: { component: 'proxy', fault: 'wrong-configuration', sentence: '' },
    }
    expect(hitMs(stateAt(90, [10, accepted]), 'knows')).toBe(10_000)
  })

  it('are hit when the evidence has held without a break for the time asked', () => {
    const flicker: [number, NewEvent][] = [
      [10, evidence(FIX)],
      [15, evidence(FIX, false)],
      [20, evidence(FIX)],
    ]
    expect(hitMs(stateAt(27.9, ...flicker), 'healthy')).toBeNull()
    expect(hitMs(stateAt(28, ...flicker), 'healthy')).toBe(28_000)
    expect(hitMs(stateAt(60, ...flicker, [30, evidence(FIX, false)]), 'healthy')).toBe(28_000)
    expect(hitMs(stateAt(60, ...flicker, [24, evidence(BROKEN)]), 'healthy')).toBeNull()
  })

  it('count a hold on the attempt’s clock', () => {
    const sleep: [number, NewEvent][] = [
      [10, evidence(FIX)],
      [100, { type: 'clock.stopped', data: { reason: 'sleep', since: PAGE_AT + 14_000 } }],
      [100, { type: 'clock.started', data: {} }],
    ]
    expect(hitMs(stateAt(103, ...sleep), 'healthy')).toBeNull()
    expect(hitMs(stateAt(104, ...sleep), 'healthy')).toBe(18_000)
  })

  it('can still be completed after the resolve, at the time of the resolve', () => {
    expect(hitMs(stateAt(30, [10, evidence(FIX)], [12, RESOLVED]), 'healthy')).toBe(12_000)
  })

  it('are not moved by leaves that do not exist, computed leaves, or events after the end', () => {
    const forged = [
      evidence('objectives.nothing'),
      evidence('objectives.knows'),
      evidence('objectives.seen-413'),
      evidence('objectives.healthy.all.0'),
      evidence('__proto__'),
    ].map((event): [number, NewEvent] => [10, event])
    const state = stateAt(60, ...forged, [20, LEFT], [21, evidence('objectives.seen-413.any.0')], [22, RIGHT])
    expect(state.objectives.map(({ hitMs: ms }) => ms)).toEqual([null, null, null])
    expect(state.diagnoses).toEqual([])
    expect(state.asOf).toBe(PAGE_AT + 20_000)
  })
})

describe('fix checks', () => {
  it('follow the latest observation', () => {
    expect(stateAt(20, [10, evidence(FIX)]).fixes).toEqual([{ id: 'uploads', holds: true }])
    expect(stateAt(20, [10, evidence(FIX)], [15, evidence(FIX, false)]).fixes).toEqual([{ id: 'uploads', holds: false }])
  })
})

describe('customers', () => {
  const samples = (...failed: number[]): [number, NewEvent][] =>
    failed.map((count, index) => [2 * (index + 1), traffic(2 - count, count)])

  it('are well from the first moment whose success rate held', () => {
    expect(stateAt(60, ...samples(2, 2, 0, 0, 0, 0, 0)).milestones.mitigated).toBe(4000)
  })

  it('are not well before the time asked has passed, or after a relapse', () => {
    expect(stateAt(60, ...samples(2, 2, 0, 0, 0, 0)).milestones.mitigated).toBeNull()
    expect(stateAt(60, ...samples(2, 0, 0, 0, 1, 0, 0, 0, 0)).milestones.mitigated).toBeNull()
    expect(stateAt(60, ...samples(2, 0, 0, 0, 1, 0, 0, 0, 0, 0)).milestones.mitigated).toBe(10_000)
  })

  it('need at least three requests to be called well', () => {
    const idle = Array.from({ length: 20 }, (_, index): [number, NewEvent] => [2 * (index + 1), traffic(index === 5 ? 2 : 0, 0)])
    expect(stateAt(60, ...idle).milestones.mitigated).toBeNull()
  })
})

describe('what the log tells besides', () => {
  it('counts harm and hints once, and knows open terminals and instances', () => {
    const broken: NewEvent = { type: 'safeguard.broken', data: { safeguardId: 'data' } }
    const state = stateAt(
      60,
      [5, { type: 'terminal.opened', data: { terminalId: 't1', instance: 'proxy' } }],
      [6, { type: 'terminal.opened', data: { terminalId: 't2', instance: 'app-1' } }],
      [7, { type: 'terminal.closed', data: { terminalId: 't1' } }],
      [8, { type: 'instance.changed', data: { instance: 'proxy', state: 'restarted' } }],
      [9, broken],
      [10, broken],
      [11, { type: 'hint.taken', data: { hintId: 'where' } }],
      [12, { type: 'hint.taken', data: { hintId: 'where' } }],
      [13, { type: 'resolve.requested', data: {} }],
    )
    expect(state.terminals).toEqual([{ id: 't2', instance: 'app-1' }])
    expect(state.instances).toEqual({ proxy: 'restarted' })
    expect(state.harm).toHaveLength(1)
    expect(state.hints).toEqual([{ id: 'where', atMs: 11_000 }])
    expect(state.resolving).toBe(true)
    expect(state.gatewayUrl).toBe('http://127.0.0.1:4000')
  })
})
