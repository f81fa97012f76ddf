import { RPCLink } from '@orpc/client/websocket'
import type { RawChannel } from '../../engine/contract/index.ts'
import { type Dialler, isWebAddress, type Line } from './door.ts'

/** A socket that is open. Its cookie, set when the page was served, says who asks. */
function openSocket(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => resolve(socket), { once: true })
    socket.addEventListener('close', () => reject(new Error(`No answer from ${url}`)), { once: true })
  })
}

/** The raw channel over an open socket. Listen in the same task in which it resolves, or messages may pass unheard. */
export function socketChannel(socket: WebSocket): RawChannel {
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(message as Uint8Array<ArrayBuffer> | string)
    },
    onMessage: (listener) =>
      socket.addEventListener('message', (event) =>
        listener(typeof event.data === 'string' ? event.data : new Uint8Array(event.data as ArrayBuffer)),
      ),
    onClose: (listener) => {
      // A socket that closed before anybody listened tells no more.
      if (socket.readyState >= WebSocket.CLOSING) queueMicrotask(listener)
      else socket.addEventListener('close', () => listener(), { once: true })
    },
    close: () => socket.close(),
  }
}

/**
 * Reaches an engine that serves this page.
 * @param origin where the page came from, such as `http://127.0.0.1:4600`
 */
export function browserDialler(origin: string): Dialler {
  const base = origin.replace(/^http/, 'ws')
  return {
    kind: 'browser',
    async dial(): Promise<Line> {
      const socket = await openSocket(`${base}/rpc`)
      return {
        link: new RPCLink({ websocket: socket }),
        onClose: (listener) => socket.addEventListener('close', () => listener(), { once: true }),
      }
    },
    dialTerminal: async (terminalId) => socketChannel(await openSocket(`${base}/terminal/${terminalId}`)),
    openExternal: (url) => {
      if (isWebAddress(url)) window.open(url, '_blank', 'noopener,noreferrer')
    },
  }
}
