import { describe, expect, it } from 'vitest'
import {
  ACKNOWLEDGED,
  evidence,
  LEFT,
  LEVEL,
  PAGE_AT,
  paged,
  RESOLVED,
  RIGHT,
  traffic,
  WRONG,
} from '../../test/fixtures/attempt-log.ts'
import { attemptViewSchema, debriefSchema, type NewEvent } from '../contract/index.ts'
import { attemptState, attemptView, debrief, summary } from './index.ts'

type Mode = Parameters<typeof paged>[0]
const EXTRA = { id: 'a1', boot: [], instances: [{ name: 'proxy', title: 'Proxy' }], resolving: false }
const SEEN = evidence('objectives.seen-413.any.0')
const HINT: NewEvent = { type: 'hint.taken', data: { hintId: 'where' } }

const viewOf = (mode: Mode, ...events: [number, NewEvent][]) =>
  attemptViewSchema.parse(attemptView(LEVEL, attemptState(LEVEL, paged(mode, ...events), PAGE_AT + 60_000), EXTRA))

describe('attemptView', () => {
  it('shows in learn mode the coach of what was hit, and hints for nothing', () => {
    const view = viewOf('learn', [10, SEEN], [20, HINT])
    expect(view.objectives?.map(({ coach }) => coach)).toEqual(['Look at the proxy first.', null, null])
    expect(view.hints).toEqual([
      { id: 'where', cost: 0, text: 'Look at the proxy.' },
      { id: 'what', cost: 0, text: null },
    ])
  })

  it('shows in a drill titles, no coach, and what hints cost', () => {
    const view = viewOf('drill', [10, SEEN])
    expect(view.objectives?.[0]).toMatchObject({ title: 'See the 413', hitMs: 10_000, coach: null })
    expect(view.hints.map(({ cost, text }) => [cost, text])).toEqual([
      [10, null],
      [30, null],
    ])
  })

  it.each(['exam', 'tournament'] as const)('hides the objectives in %s mode', (mode) => {
    expect(viewOf(mode, [10, SEEN]).objectives).toBeNull()
  })

  it('offers no hints in an exam', () => {
    expect(viewOf('exam', [10, HINT]).hints).toEqual([])
    expect(viewOf('tournament').hints).toHaveLength(2)
  })

  it('never holds the answer before it is earned', () => {
    const text = JSON.stringify(viewOf('drill', [10, WRONG]))
    for (const secret of ['limit-too-low', 'The limit was 1 MB', 'It is a limit', 'Raise the limit'])
      expect(text).not.toContain(secret)
  })

  it('shows the clock, the instances and the last minutes of traffic', () => {
    const samples = Array.from({ length: 400 }, (_, index): [number, NewEvent] => [index / 10, traffic(1, 0)])
    const view = viewOf('drill', ...samples, [50, { type: 'instance.changed', data: { instance: 'proxy', state: 'stopped' } }])
    expect(view.clock).toEqual({ elapsedMs: 60_000, asOf: PAGE_AT + 60_000, running: true, stoppedBecause: null })
    expect(view.instances).toEqual([{ name: 'proxy', title: 'Proxy', state: 'stopped' }])
    expect(view.traffic).toHaveLength(180)
  })
})

const PLAYED: [number, NewEvent][] = [
  [5, ACKNOWLEDGED],
  [10, { type: 'terminal.opened', data: { terminalId: 't1', instance: 'proxy' } }],
  [12, { type: 'command.ran', data: { terminalId: 't1', instance: 'proxy', command: 'grep 413 access.log', exitCode: 1 } }],
  [13, SEEN],
  [20, RIGHT],
  [30, evidence('fix.uploads')],
  [40, traffic(1, 1)],
  [41, RESOLVED],
  [50, LEFT],
]

describe('debrief', () => {
  const made = debriefSchema.parse(
    debrief(LEVEL, 'a1', paged('exam', ...PLAYED), [{ id: 't1', instance: 'proxy', openedAt: PAGE_AT + 10_000, bytes: 7 }]),
  )

  it('tells the story in words', () => {
    const told = made.timeline.map(({ atMs, text }) => `${atMs / 1000} ${text}`)
    expect(told).toEqual([
      '0 The environment is up after 18.0 s.',
      '0 Paged by Support: Uploads vanish',
      '5 Acknowledged the page.',
      '10 Opened a terminal on proxy.',
      '12 proxy: grep 413 access.log (exit code 1)',
      '13 Objective reached: See the 413',
      '20 Committed diagnosis: Proxy (nginx) — A configured limit is too low. Right. "The body limit."',
      '20 Objective reached: Know the cause',
      '38 Objective reached: Uploads work',
      '41 Resolved: every check holds.',
      '41 Left the incident.',
    ])
  })

  it('shows all that was hidden, and what customers felt', () => {
    expect(made.objectives.map(({ coach }) => coach)).toEqual(['Look at the proxy first.', 'Think.', 'Raise the limit.'])
    expect(made.answer).toEqual({ component: 'proxy', fault: 'limit-too-low', explanation: 'The limit was 1 MB.' })
    expect(made.traffic).toEqual([{ atMs: 40_000, successRate: 0.5 }])
    expect(made.terminals).toEqual([{ id: 't1', instance: 'proxy', openedMs: 10_000, bytes: 7 }])
    expect(made.attempt).toMatchObject({ id: 'a1', phase: 'ended', score: made.sheet.total, max: 800 })
  })
})

describe('summary', () => {
  it('has no score before the end', () => {
    expect(summary(LEVEL, 'a1', paged('drill', [5, ACKNOWLEDGED]), PAGE_AT + 9000)).toMatchObject({
      phase: 'investigating',
      score: null,
      max: null,
      milestones: { acknowledged: 5000 },
    })
  })
})
