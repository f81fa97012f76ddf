import { z } from 'zod'

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/

/** Milliseconds of a duration such as `8s`, `1.5m`, `250ms`; `undefined` when the text is not one. */
export function parseDurationMs(text: string): number | undefined {
  const match = PATTERN.exec(text)
  if (!match) return undefined
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS]
}

/** A duration written as `8s`, `12m`, `250ms` or `1h`. It stays text, so that a JSON Schema can describe it. */
export const durationSchema = z.string().regex(PATTERN, 'write a duration such as 250ms, 8s, 12m or 1h')

/** Milliseconds of a text that {@link durationSchema} has accepted. */
export function durationMs(text: string): number {
  const ms = parseDurationMs(text)
  if (ms === undefined) throw new RangeError(`not a duration: ${text}`)
  return ms
}
