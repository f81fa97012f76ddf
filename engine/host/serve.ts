import { RPCHandler } from '@orpc/server/ws'
import { type BrowserDoor, openBrowserDoor } from './browser-door.ts'
import type { Host } from './host.ts'
import { createRouter } from './router.ts'

/** Serves the host through the browser door. Throws PortTakenError. */
export function serve(host: Host, o: { port: number; rendererFolder: string }): Promise<BrowserDoor> {
  const rpc = new RPCHandler(createRouter(host))
  return openBrowserDoor({
    ...o,
    onRpc: (socket) => void rpc.upgrade(socket),
    onTerminal: (terminalId, channel) => {
      const session = host.attempts.terminal(terminalId)
      session?.attach(channel)
      return session !== undefined
    },
  })
}
