import { z } from 'zod'

/**
 * The raw channel of one terminal, beside RPC. Binary messages are bytes (keystrokes one way, output the other);
 * text messages are the JSON controls below. A WebSocket and a MessagePort both carry it.
 */
export interface RawChannel {
  send(message: Uint8Array | string): void
  onMessage(listener: (message: Uint8Array | string) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** The engine pauses its source above HIGH unacknowledged bytes and resumes it below LOW. */
export const FLOW = { highWaterBytes: 512 * 1024, lowWaterBytes: 128 * 1024, ackEveryBytes: 32 * 1024 } as const

const dimension = z.int().min(1).max(1000)

export const clientControlSchema = z.discriminatedUnion('type', [
  /** The window has parsed that many more bytes. */
  z.strictObject({ type: z.literal('ack'), bytes: z.int().positive() }),
  z.strictObject({ type: z.literal('resize'), cols: dimension, rows: dimension }),
])
export type ClientControl = z.infer<typeof clientControlSchema>

export const engineControlSchema = z.discriminatedUnion('type', [
  /** Before bytes that bring a reconnecting window up to date; the window resets its terminal first. */
  z.strictObject({ type: z.literal('replay'), bytes: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('exit'), exitCode: z.int().nullable() }),
])
export type EngineControl = z.infer<typeof engineControlSchema>

/** Reads a control message. Returns `undefined` for anything that isn't one: the border drops it. */
export function parseControl<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(text))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}
