const BAR_CELLS = 20

/** A duration for people: `850 ms`, `12 s`, `3 min 20 s`. */
export function formatMs(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/**
 * How far a step is: what it reports itself, else what the time it took before lets us expect.
 * @param {{ elapsedMs: number, fraction?: number, etaMs?: number, expectedMs?: number }} known
 * @returns {{ fraction?: number, leftMs?: number }} nothing where nothing is known
 */
export function estimate({ elapsedMs, fraction, etaMs, expectedMs }) {
  if (etaMs !== undefined) return { fraction: fraction ?? elapsedMs / (elapsedMs + etaMs), leftMs: etaMs }
  if (fraction !== undefined) {
    // The first percents tell too little: one slow start would promise hours.
    return fraction > 0.05 ? { fraction, leftMs: (elapsedMs / fraction) * (1 - fraction) } : { fraction }
  }
  if (expectedMs === undefined || elapsedMs > expectedMs) return {}
  return { fraction: elapsedMs / expectedMs, leftMs: expectedMs - elapsedMs }
}

/** One line that says what a step does, how far it is and how long is left, cut to `columns`. */
export function progressLine({ name, message, spinner, fraction, leftMs, columns }) {
  const parts = [spinner, name]
  if (fraction !== undefined) parts.push(bar(fraction))
  if (leftMs !== undefined) parts.push(`about ${formatMs(Math.max(1000, leftMs))} left`)
  if (message) parts.push(`- ${message}`)
  const line = parts.join(' ')
  return line.length < columns ? line : `${line.slice(0, Math.max(1, columns - 2))}…`
}

function bar(fraction) {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * BAR_CELLS)
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_CELLS - full)}] ${Math.floor(fraction * 100)} %`
}
