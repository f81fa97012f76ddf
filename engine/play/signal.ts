/**
 * A signal is when something held: half-open spans of the alive clock in milliseconds, sorted and apart.
 * Evidence is combined as signals, so that "held for 8 s" and "first held at" are plain arithmetic.
 */
export interface Span {
  from: number
  /** Infinity while it still holds. */
  to: number
}
export type Signal = readonly Span[]

export const NEVER: Signal = []

/** Holds from `ms` on, for good. */
export function since(ms: number): Signal {
  return [{ from: ms, to: Number.POSITIVE_INFINITY }]
}

/** From changes in the order of time; it doesn't hold before the first. */
export function fromChanges(changes: readonly { ms: number; holds: boolean }[]): Signal {
  const spans: Span[] = []
  let from: number | null = null
  for (const change of changes) {
    if (change.holds) from ??= change.ms
    else if (from !== null) {
      spans.push({ from, to: change.ms })
      from = null
    }
  }
  if (from !== null) spans.push({ from, to: Number.POSITIVE_INFINITY })
  return union([spans])
}

/** Holds while any of them holds. */
export function union(signals: readonly Signal[]): Signal {
  const merged: Span[] = []
  for (const span of signals.flat().toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (span.to <= span.from) continue
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else merged.push({ ...span })
  }
  return merged
}

/** Holds whenever the given one doesn't, from the page on. */
export function complement(signal: Signal): Signal {
  const spans: Span[] = []
  let from = 0
  for (const span of signal) {
    if (span.from > from) spans.push({ from, to: span.from })
    from = span.to
  }
  if (from !== Number.POSITIVE_INFINITY) spans.push({ from, to: Number.POSITIVE_INFINITY })
  return spans
}

/** Holds while all of them hold. */
export function intersection(signals: readonly Signal[]): Signal {
  return complement(union(signals.map(complement)))
}

/** Holds once the given one has held for `holdMs` without a break, until it breaks. */
export function held(signal: Signal, holdMs: number): Signal {
  return signal.filter((span) => span.to - span.from > holdMs).map((span) => ({ from: span.from + holdMs, to: span.to }))
}

/** When it first held, if that is not after `untilMs`. */
export function firstMs(signal: Signal, untilMs: number): number | null {
  const first = signal[0]
  return first && first.from <= untilMs ? first.from : null
}

export function holdsAt(signal: Signal, ms: number): boolean {
  return signal.some((span) => span.from <= ms && ms < span.to)
}
