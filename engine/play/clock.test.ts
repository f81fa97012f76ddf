import { describe, expect, it } from 'vitest'
import { ACKNOWLEDGED, LEFT, LEVEL, logOf, PAGE_AT, paged, RESOLVED } from '../../test/fixtures/attempt-log.ts'
import type { NewEvent } from '../contract/index.ts'
import { attemptState } from './index.ts'

const elapsed = (seconds: number, ...events: [number, NewEvent][]) =>
  attemptState(LEVEL, paged('drill', ...events), PAGE_AT + seconds * 1000).clock.elapsedMs / 1000
const stopped = (reason: 'sleep' | 'app-closed' | 'engine-lost' | 'rebuilding', since: number): NewEvent => ({
  type: 'clock.stopped',
  data: { reason, since: PAGE_AT + since * 1000 },
})
const STARTED: NewEvent = { type: 'clock.started', data: {} }
const LOST: NewEvent = { type: 'environment.lost', data: { message: 'It went away.' } }
const BOOTING: NewEvent = { type: 'environment.booting', data: {} }
const READY: NewEvent = { type: 'environment.ready', data: { bootMs: 1, gatewayUrl: 'http://127.0.0.1:1' } }

describe('the scored clock', () => {
  it('counts from the page', () => {
    expect(elapsed(90)).toBe(90)
    const before = attemptState(LEVEL, paged('drill').slice(0, 3), PAGE_AT)
    expect(before).toMatchObject({ phase: 'booting', clock: { elapsedMs: 0, running: false, pageAt: null } })
  })

  it('counts nothing before the environment is ready', () => {
    expect(attemptState(LEVEL, logOf([0, { type: 'page.sent', data: {} }], [30, READY]), PAGE_AT + 40_000).clock.elapsedMs).toBe(
      10_000,
    )
  })

  it('stands still while stopped, also in hindsight', () => {
    expect(elapsed(200, [100, stopped('sleep', 40)], [100, STARTED])).toBe(140)
    expect(elapsed(90, [60, stopped('engine-lost', 50)])).toBe(50)
  })

  it('puts what happened within a stop at the moment of the stop', () => {
    const state = attemptState(
      LEVEL,
      paged('drill', [45, ACKNOWLEDGED], [60, stopped('sleep', 40)], [60, STARTED]),
      PAGE_AT + 61_000,
    )
    expect(state.milestones.acknowledged).toBe(40_000)
  })

  it('ignores a stop that claims to reach before the page or into the future', () => {
    expect(elapsed(20, [10, stopped('sleep', -500)], [10, STARTED])).toBe(10)
    expect(elapsed(20, [10, stopped('sleep', 500)], [15, STARTED])).toBe(15)
  })

  it('stands still while the environment is lost and built anew', () => {
    const events: [number, NewEvent][] = [
      [30, LOST],
      [35, stopped('rebuilding', 30)],
      [36, BOOTING],
      [50, READY],
      [51, STARTED],
    ]
    expect(elapsed(60, ...events)).toBe(39)
    expect(elapsed(50, ...events.slice(0, 4))).toBe(30)
  })

  it('runs on when a lost environment was found again', () => {
    expect(elapsed(60, [30, LOST], [30, stopped('engine-lost', 25)], [40, STARTED])).toBe(45)
  })

  it('stays at the time of the resolve, whatever comes after', () => {
    expect(elapsed(500, [100, RESOLVED])).toBe(100)
    expect(elapsed(500, [100, RESOLVED], [200, stopped('app-closed', 50)], [300, STARTED])).toBe(100)
  })

  it('tells phases', () => {
    const phase = (...events: [number, NewEvent][]) => attemptState(LEVEL, paged('drill', ...events), PAGE_AT + 900_000).phase
    expect(phase()).toBe('paged')
    expect(phase([1, ACKNOWLEDGED])).toBe('investigating')
    expect(phase([1, ACKNOWLEDGED], [2, LOST])).toBe('lost')
    expect(phase([1, ACKNOWLEDGED], [2, LOST], [3, BOOTING])).toBe('booting')
    expect(phase([1, ACKNOWLEDGED], [2, RESOLVED])).toBe('resolved')
    expect(phase([1, ACKNOWLEDGED], [2, RESOLVED], [3, LEFT])).toBe('ended')
    expect(
      attemptState(LEVEL, logOf([0, { type: 'environment.failed', data: { message: 'No image.' } }]), PAGE_AT),
    ).toMatchObject({
      phase: 'failed',
      notice: expect.stringContaining('No image.'),
    })
  })
})
