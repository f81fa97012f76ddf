import { type AttemptEvent, COMPONENTS, type Diagnosis, type EventData, FAULT_CLASSES } from '../contract/index.ts'
import type { Clock } from './clock.ts'
import { pick } from './log.ts'

/** A duration on the clock as people read it: `3:12`, `1:02:03`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const tail = `${String(s).padStart(2, '0')}`
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`
}

/** `Proxy (nginx) — A configured limit is too low` */
export function diagnosisText(answer: Diagnosis): string {
  return `${COMPONENTS[answer.component]} — ${FAULT_CLASSES[answer.fault]}`
}

type PauseReason = EventData<'clock.stopped'>['reason']

export const PAUSE_WORDS: Record<PauseReason, string> = {
  'engine-lost': 'the container engine does not answer',
  'app-closed': 'the app was closed',
  sleep: 'the computer was asleep',
  rebuilding: 'the environment is being built anew',
}

/** Why the attempt failed, was lost or waits, in words for the player; null when nothing is the matter. */
export function noticeOf(log: readonly AttemptEvent[], clock: Clock): string | null {
  if (log.at(-1)?.type === 'attempt.ended') return null
  if (clock.environment === 'failed') {
    return `The environment did not start. ${pick(log, 'environment.failed').at(-1)?.data.message ?? ''}`.trim()
  }
  if (clock.environment === 'lost') {
    return `The environment was lost; the clock stands still. ${pick(log, 'environment.lost').at(-1)?.data.message ?? ''}`.trim()
  }
  if (clock.stoppedBecause === null) return null
  return `The clock stands still: ${PAUSE_WORDS[clock.stoppedBecause]}.`
}
