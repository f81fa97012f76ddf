import type { AttemptEvent, Debrief, EventData, LevelFile } from '../contract/index.ts'
import { buildClock, type Clock } from './clock.ts'
import { evidenceSignals, isRight } from './evidence.ts'
import { untilEnd } from './log.ts'
import { firstMs } from './signal.ts'
import type { AttemptState } from './types.ts'
import { clockText, diagnosisText, PAUSE_WORDS } from './words.ts'

type Entry = Debrief['timeline'][number]
type Said = Pick<Entry, 'kind' | 'text'>

/** What happened, in words a person understands, in the order of time. */
export function timeline(level: LevelFile, events: readonly AttemptEvent[], state: AttemptState): Entry[] {
  const log = untilEnd(events)
  const clock = buildClock(log)
  const instanceOf = new Map(log.flatMap((event) => (event.type === 'terminal.opened' ? [terminalPair(event.data)] : [])))
  const told = log.flatMap((event): Entry[] => {
    const said = sayEvent(event, level, instanceOf)
    return said ? [{ ...said, at: event.at, atMs: state.clockMsOf(event.at) }] : []
  })
  const computed = [...objectiveEntries(level, log, clock, state), ...harmEntries(state), ...mitigatedEntries(state)]
  // A stable sort: at the same instant, what the player did comes before what followed from it.
  return [...told, ...computed].toSorted((a, b) => a.at - b.at)
}

function terminalPair({ terminalId, instance }: EventData<'terminal.opened'>): [string, string] {
  return [terminalId, instance]
}

function sayEvent(event: AttemptEvent, level: LevelFile, instanceOf: Map<string, string>): Said | undefined {
  switch (event.type) {
    case 'page.sent':
      return { kind: 'page', text: `Paged by ${level.page.from}: ${level.page.title}` }
    case 'page.acknowledged':
      return { kind: 'player', text: 'Acknowledged the page.' }
    case 'terminal.opened':
      return { kind: 'player', text: `Opened a terminal on ${event.data.instance}.` }
    case 'terminal.closed':
      return { kind: 'player', text: `Closed a terminal on ${instanceOf.get(event.data.terminalId) ?? 'an instance'}.` }
    case 'command.ran':
      return { kind: 'command', text: commandText(event.data) }
    case 'hint.taken':
      return { kind: 'player', text: `Took hint ${level.hints.findIndex(({ id }) => id === event.data.hintId) + 1}.` }
    case 'diagnosis.committed':
      return { kind: 'player', text: committedText(level, event.data) }
    case 'status.posted':
      return { kind: 'player', text: `Posted the status update "${event.data.state}": ${event.data.text}` }
    default:
      return sayJudgement(event) ?? sayEnvironment(event)
  }
}

function commandText({ instance, command, exitCode }: EventData<'command.ran'>): string {
  return exitCode === undefined || exitCode === 0 ? `${instance}: ${command}` : `${instance}: ${command} (exit code ${exitCode})`
}

function committedText(level: LevelFile, data: EventData<'diagnosis.committed'>): string {
  const sentence = data.sentence.trim() === '' ? '' : ` "${data.sentence.trim()}"`
  return `Committed diagnosis: ${diagnosisText(data)}. ${isRight(level, data) ? 'Right.' : 'Wrong.'}${sentence}`
}

const END_WORDS: Record<EventData<'attempt.ended'>['reason'], string> = {
  left: 'Left the incident.',
  'gave-up': 'Gave up.',
  'environment-lost': 'Ended the attempt after its environment was lost.',
}

function sayJudgement(event: AttemptEvent): Said | undefined {
  switch (event.type) {
    case 'resolve.requested':
      return { kind: 'player', text: 'Asked to resolve the incident.' }
    case 'resolve.judged':
      if (event.data.failed.length === 0) return { kind: 'system', text: 'Resolved: every check holds.' }
      return { kind: 'system', text: `Not resolved: ${event.data.failed.map(({ message }) => message).join(' ')}` }
    case 'attempt.ended':
      return { kind: 'player', text: END_WORDS[event.data.reason] }
    default:
      return undefined
  }
}

const INSTANCE_WORDS: Record<EventData<'instance.changed'>['state'], string> = {
  running: 'is running.',
  stopped: 'stopped.',
  restarted: 'was restarted.',
  'out-of-memory': 'ran out of memory; a process in it was killed.',
}

function sayEnvironment(event: AttemptEvent): Said | undefined {
  switch (event.type) {
    case 'environment.ready':
      return { kind: 'system', text: `The environment is up after ${(event.data.bootMs / 1000).toFixed(1)} s.` }
    case 'environment.failed':
      return { kind: 'system', text: `The environment did not start: ${event.data.message}` }
    case 'environment.lost':
      return { kind: 'system', text: `The environment was lost: ${event.data.message}` }
    case 'clock.stopped':
      return { kind: 'system', text: `The clock stood still: ${PAUSE_WORDS[event.data.reason]}.` }
    case 'clock.started':
      return { kind: 'system', text: 'The clock runs on.' }
    case 'instance.changed':
      return { kind: 'system', text: `${event.data.instance} ${INSTANCE_WORDS[event.data.state]}` }
    default:
      return undefined
  }
}

function objectiveEntries(level: LevelFile, log: readonly AttemptEvent[], clock: Clock, state: AttemptState): Entry[] {
  const signals = evidenceSignals(level, log, clock)
  return level.objectives.flatMap(({ id, title }): Entry[] => {
    const ms = firstMs(signals.objective(id), clock.aliveMs(state.asOf))
    if (ms === null || clock.pageAt === null) return []
    return [{ kind: 'objective', text: `Objective reached: ${title}`, at: clock.epochOf(ms), atMs: clock.toScored(ms) }]
  })
}

function harmEntries(state: AttemptState): Entry[] {
  return state.harm.map(({ title, cost, at, atMs }) => ({ kind: 'harm', text: `Harm: ${title} (−${cost} points)`, at, atMs }))
}

function mitigatedEntries({ mitigatedAt, milestones }: AttemptState): Entry[] {
  if (mitigatedAt === null || milestones.mitigated === null) return []
  const text = `Customers are well again, ${clockText(milestones.mitigated)} after the page.`
  return [{ kind: 'customers', text, at: mitigatedAt, atMs: milestones.mitigated }]
}
