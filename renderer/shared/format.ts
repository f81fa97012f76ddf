import { type AttemptSummary, COMPONENTS, type Diagnosis, FAULT_CLASSES, type Mode } from '../../engine/contract/index.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** Milliseconds as a clock that counts: `04:09`, from an hour on `1:04:09`. Never negative. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** Milliseconds in words short enough for a table: `45 s`, `12 min`, `1 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`
  const minutes = Math.round(ms / 60_000)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

/** Points with their sign, using a real minus: `+50`, `−20`, `0`. */
export function formatSigned(points: number): string {
  const rounded = Math.round(points)
  if (rounded === 0) return '0'
  return rounded > 0 ? `+${rounded}` : `−${Math.abs(rounded)}`
}

/** `412 / 800`, or a dash where nothing was scored. */
export function formatScore(score: number | null, max: number | null): string {
  if (score === null) return '–'
  return max === null ? String(Math.round(score)) : `${Math.round(score)} / ${Math.round(max)}`
}

/** A moment for a history list, in the reader's own language and zone. */
export function formatWhen(epochMs: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(epochMs)
}

/** Wall-clock time with seconds, as in a log. */
export function formatTimeOfDay(epochMs: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    epochMs,
  )
}

/** A share of 0..1 as a percentage. Rounds down, so that 99.6 % doesn't read as perfect. */
export function formatPercent(share: number): string {
  return `${Math.floor(share * 100)} %`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

export function describeDiagnosis(diagnosis: Diagnosis): string {
  return `${COMPONENTS[diagnosis.component]}: ${lowerFirst(FAULT_CLASSES[diagnosis.fault])}`
}

function lowerFirst(text: string): string {
  // An initialism such as CPU keeps its capitals.
  return /^[A-Z](?![A-Z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

export const MODES: Record<Mode, { name: string; line: string }> = {
  learn: { name: 'Learn', line: 'Objectives in sight, hints and coach notes at hand.' },
  drill: { name: 'Drill', line: 'Objectives in sight, hints cost points.' },
  exam: { name: 'Exam', line: 'No hints, and objectives stay hidden.' },
  tournament: { name: 'Tournament', line: 'Same incident for everybody, ranked.' },
}

/** What became of an attempt, in a word or two. */
export function outcomeOf(attempt: Pick<AttemptSummary, 'phase' | 'milestones'>): string {
  const resolved = attempt.milestones.resolved !== null
  if (attempt.phase !== 'ended') return resolved ? 'Resolved, still open' : 'Open'
  return resolved ? 'Resolved' : 'Not resolved'
}

/** What went wrong, in words for a person, from anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : String(error)
}
