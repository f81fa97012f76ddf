import { RPCHandler } from '@orpc/server/message-port'
import { enginePortSchema, engineStartSchema, type RawChannel } from '../contract/index.ts'
import { StoreError } from '../store/index.ts'
import { createHost, type Host } from './host.ts'
import { createRouter } from './router.ts'

/**
 * The desktop door: the engine in Electron's utilityProcess. Main posts a port for each connection that a window asks
 * for. This file is that process's entry; it knows Electron's `parentPort` by its shape only.
 */
interface Port {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  postMessage(message: unknown): void
  start(): void
  close(): void
}

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): void
  postMessage(message: unknown): void
}

const parent = (process as unknown as { parentPort: ParentPort }).parentPort
const start = engineStartSchema.parse(JSON.parse(process.argv[2] ?? '{}'))
const host = open()
const rpc = new RPCHandler(createRouter(host))

parent.on('message', ({ data, ports: [port] }) => {
  if (data === 'shutdown') return void host.close().finally(() => process.exit(0))
  const request = enginePortSchema.safeParse(data)
  if (!request.success || !port) return
  if (request.data.kind === 'rpc') {
    rpc.upgrade(port as never)
    port.start()
  } else {
    const session = host.attempts.terminal(request.data.terminalId)
    if (session) session.attach(channelOf(port))
    else port.close()
  }
})
parent.postMessage('ready')
void host.start()

/** Main shows the end of what is written to stderr when the engine can't stay up. */
function open(): Host {
  try {
    const opened = createHost({ ...start, door: 'desktop', now: Date.now })
    opened.lock()
    return opened
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    process.stderr.write(`${error.message}\n${error.advice}\n`)
    process.exit(1)
  }
}

/** A MessagePort as a terminal's raw channel. */
function channelOf(port: Port): RawChannel {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        if (typeof data === 'string' || data instanceof Uint8Array) listener(data)
      })
      port.start()
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  }
}
