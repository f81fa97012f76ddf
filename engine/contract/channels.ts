/**
 * Names of the messages between Electron's main and the preload. They stand alone, without zod, because a sandboxed
 * preload should stay a few lines.
 */
export const DESKTOP_CHANNELS = {
  connect: 'firedrill:connect',
  openExternal: 'firedrill:open-external',
  port: 'firedrill:port',
} as const
