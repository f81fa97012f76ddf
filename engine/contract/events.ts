import { z } from 'zod'
import { diagnosisSchema } from './diagnosis.ts'

/**
 * The attempt's append-only log. Everything that is shown or scored is computed from it by pure functions, so that the
 * app, a later replay and a tournament server come to the same result. Times are epoch milliseconds of the engine's clock.
 */

export const modeSchema = z.enum(['learn', 'drill', 'exam', 'tournament'])
export type Mode = z.infer<typeof modeSchema>

export const statusStateSchema = z.enum(['investigating', 'identified', 'monitoring', 'resolved'])

/** Why the scored clock stands still. */
export const pauseReasonSchema = z.enum(['engine-lost', 'app-closed', 'sleep', 'rebuilding'])

/** Requests and latency of one customers' journey within one sample's window. */
export const journeySampleSchema = z.object({
  ok: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  p50Ms: z.number().nonnegative(),
  p95Ms: z.number().nonnegative(),
})
export type JourneySample = z.infer<typeof journeySampleSchema>

const empty = z.object({})

const eventData = {
  'attempt.created': z.object({
    levelId: z.string(),
    levelTitle: z.string(),
    /** Content hash of the level's folder, so that a later change of the level is noticed. */
    levelHash: z.string(),
    mode: modeSchema,
    seed: z.int().nonnegative(),
    variant: z.int().nonnegative(),
  }),
  'environment.booting': empty,
  'environment.ready': z.object({ bootMs: z.number(), gatewayUrl: z.string() }),
  'environment.failed': z.object({ message: z.string() }),
  'environment.lost': z.object({ message: z.string() }),
  /** The page goes out: all clocks count from here. */
  'page.sent': empty,
  'page.acknowledged': empty,
  /** The scored clock has stood still since `since`, which may lie before this event (after a crash or sleep). */
  'clock.stopped': z.object({ reason: pauseReasonSchema, since: z.number() }),
  'clock.started': empty,
  'terminal.opened': z.object({ terminalId: z.string(), instance: z.string() }),
  'terminal.closed': z.object({ terminalId: z.string() }),
  'command.ran': z.object({
    terminalId: z.string(),
    instance: z.string(),
    command: z.string(),
    cwd: z.string().optional(),
    exitCode: z.int().optional(),
    /** Byte offsets of the command's output in the terminal's stream. */
    output: z.object({ from: z.int(), to: z.int() }).optional(),
  }),
  /** A leaf of the level's evidence began or ceased to hold. `leaf` is its path, such as `objectives.seen-413.any.0`. */
  'evidence.changed': z.object({ leaf: z.string(), holds: z.boolean(), detail: z.string().max(500).optional() }),
  'hint.taken': z.object({ hintId: z.string() }),
  'diagnosis.committed': diagnosisSchema.extend({ sentence: z.string().max(1000) }),
  'status.posted': z.object({ state: statusStateSchema, text: z.string().min(1).max(2000) }),
  'traffic.sampled': z.object({ windowMs: z.number(), journeys: z.record(z.string(), journeySampleSchema) }),
  'instance.changed': z.object({ instance: z.string(), state: z.enum(['running', 'stopped', 'restarted', 'out-of-memory']) }),
  'safeguard.broken': z.object({ safeguardId: z.string(), detail: z.string().max(500).optional() }),
  'resolve.requested': empty,
  'resolve.judged': z.object({ failed: z.array(z.object({ checkId: z.string(), message: z.string() })) }),
  /** The player left: the log is closed. */
  'attempt.ended': z.object({ reason: z.enum(['left', 'gave-up', 'environment-lost']) }),
} as const

export type EventType = keyof typeof eventData
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>

/** An event as it is appended: without its place in the log. */
export type NewEvent = { [T in EventType]: { type: T; data: EventData<T> } }[EventType]
export type AttemptEvent = NewEvent & { seq: number; at: number }

const eventTypeSchema = z.enum(Object.keys(eventData) as [EventType, ...EventType[]])
const seqSchema = z.int().positive()
const atSchema = z.number()

/** Checks one event read from a file or a database. Throws ZodError naming the key that is wrong. */
export function parseEvent(raw: { seq: number; at: number; type: string; data: unknown }): AttemptEvent {
  const type = eventTypeSchema.parse(raw.type)
  const data = eventData[type].parse(raw.data)
  return { seq: seqSchema.parse(raw.seq), at: atSchema.parse(raw.at), type, data } as AttemptEvent
}
