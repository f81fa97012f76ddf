import { RPCLink } from '@orpc/client/message-port'
import { type ConnectRequest, type DesktopBridge, portMessageSchema, type RawChannel } from '../../engine/contract/index.ts'
import { type Dialler, isWebAddress, type Line } from './door.ts'

const PORT_TIMEOUT_MS = 10_000

type Wanted = { kind: 'rpc' } | { kind: 'terminal'; terminalId: string }

/** Asks for a port and waits for the window message that brings it. */
function askForPort(bridge: DesktopBridge, wanted: Wanted): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const request: ConnectRequest = { id: crypto.randomUUID(), ...wanted }
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      window.removeEventListener('message', onMessage)
      finish()
    }
    const onMessage = (event: MessageEvent) => {
      if (event.source !== window) return
      const message = portMessageSchema.safeParse(event.data)
      const port = event.ports[0]
      if (message.success && message.data.firedrillPort === request.id && port) settle(() => resolve(port))
    }
    const timer = setTimeout(() => settle(() => reject(new Error('The engine gave no port.'))), PORT_TIMEOUT_MS)
    window.addEventListener('message', onMessage)
    bridge.connect(request)
  })
}

function portChannel(port: MessagePort): RawChannel {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event) => {
        if (typeof event.data === 'string') listener(event.data)
        else if (event.data instanceof Uint8Array) listener(event.data)
        else if (event.data instanceof ArrayBuffer) listener(new Uint8Array(event.data))
      })
      // Messages queue in the port until it is started, so none is lost before the listener is there.
      port.start()
    },
    onClose: (listener) => port.addEventListener('close', () => listener(), { once: true }),
    close: () => port.close(),
  }
}

/** Reaches the engine through the desktop shell's bridge. */
export function desktopDialler(bridge: DesktopBridge): Dialler {
  return {
    kind: 'desktop',
    async dial(): Promise<Line> {
      const port = await askForPort(bridge, { kind: 'rpc' })
      const link = new RPCLink({ port })
      port.start()
      return { link, onClose: (listener) => port.addEventListener('close', () => listener(), { once: true }) }
    },
    dialTerminal: async (terminalId) => portChannel(await askForPort(bridge, { kind: 'terminal', terminalId })),
    openExternal: (url) => {
      if (isWebAddress(url)) bridge.openExternal(url)
    },
  }
}
