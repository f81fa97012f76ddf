import { useEffect, useReducer } from 'react'
import type { AttemptView } from '../../engine/contract/index.ts'

export type AttemptClock = AttemptView['clock']

/**
 * What the scored clock shows now.
 * @param nowMs epoch milliseconds; a window's clock that lags behind the engine's never makes the reading run backwards
 * @returns milliseconds since the page
 */
export function readClock(clock: AttemptClock, nowMs: number): number {
  if (!clock.running) return clock.elapsedMs
  return clock.elapsedMs + Math.max(0, nowMs - clock.asOf)
}

/** How long until the shown second changes, so that ticks fall on it instead of drifting over it. */
export function msToNextSecond(elapsedMs: number): number {
  return 1000 - (Math.floor(elapsedMs) % 1000)
}

/** The clock's reading, drawn anew at each second while it runs. */
export function useClock(clock: AttemptClock): number {
  const [tick, draw] = useReducer((count: number) => count + 1, 0)
  const elapsedMs = readClock(clock, Date.now())
  // biome-ignore lint/correctness/useExhaustiveDependencies: each tick must plan the next one
  useEffect(() => {
    if (!clock.running) return
    const timer = setTimeout(draw, msToNextSecond(readClock(clock, Date.now())))
    return () => clearTimeout(timer)
  }, [clock, tick])
  return elapsedMs
}

const STOPPED: Record<NonNullable<AttemptClock['stoppedBecause']>, string> = {
  'engine-lost': 'Clock stands still: the container engine does not answer',
  'app-closed': 'Clock stands still: the app was closed',
  sleep: 'Clock stands still: the computer slept',
  rebuilding: 'Clock stands still: the environment is being rebuilt',
}

/** Why the clock stands still, or `null` while it runs or hasn't begun. */
export function stoppedReason(clock: AttemptClock): string | null {
  return clock.running || clock.stoppedBecause === null ? null : STOPPED[clock.stoppedBecause]
}
