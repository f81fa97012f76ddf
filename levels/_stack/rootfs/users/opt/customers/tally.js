/** Counts journeys and their durations, second by second. */
export function createTally(names) {
  let current = fresh(names)
  return {
    count(name, ok, durationMs) {
      const entry = current[name]
      if (ok) {
        entry.ok += 1
        entry.durations.push(durationMs)
      } else entry.failed += 1
    },
    /** What ended since the last time this was asked; percentiles in milliseconds, of the journeys that went well. */
    take() {
      const taken = current
      current = fresh(names)
      return Object.fromEntries(names.map((name) => [name, summary(taken[name])]))
    },
  }
}

function fresh(names) {
  return Object.fromEntries(names.map((name) => [name, { ok: 0, failed: 0, durations: [] }]))
}

function summary({ ok, failed, durations }) {
  const sorted = durations.sort((a, b) => a - b)
  const percentile = (share) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0)
  return { ok, failed, p50Ms: percentile(0.5), p95Ms: percentile(0.95) }
}
