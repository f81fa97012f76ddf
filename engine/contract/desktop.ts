import { z } from 'zod'

/**
 * How a desktop window reaches the engine. The preload exposes {@link DesktopBridge} as `window.firedrill`; a port that
 * was asked for arrives as a window `message` event whose data fits {@link portMessageSchema}, with the port in `ports[0]`.
 */
export const connectRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ id: z.uuid(), kind: z.literal('rpc') }),
  z.strictObject({ id: z.uuid(), kind: z.literal('terminal'), terminalId: z.uuid() }),
])
export type ConnectRequest = z.infer<typeof connectRequestSchema>

export const portMessageSchema = z.strictObject({ firedrillPort: z.uuid() })

export interface DesktopBridge {
  /** Asks for a MessagePort to the engine: one for RPC, or the raw channel of one terminal. */
  connect(request: ConnectRequest): void
  /** Opens an address in the system's browser. Main refuses anything but http://127.0.0.1 and https. */
  openExternal(url: string): void
}

/** What main posts to the engine's process, with the port in `ports[0]`. */
export const enginePortSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rpc') }),
  z.strictObject({ kind: z.literal('terminal'), terminalId: z.uuid() }),
])
export type EnginePort = z.infer<typeof enginePortSchema>

/** What main passes to the engine's process as its only argument, as JSON. */
export const engineStartSchema = z.strictObject({
  dataFolder: z.string(),
  levelFolders: z.array(z.string()).min(1),
  version: z.string(),
})
export type EngineStart = z.infer<typeof engineStartSchema>
