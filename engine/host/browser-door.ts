import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { CONTENT_SECURITY_POLICY, mediaType, type RawChannel } from '../contract/index.ts'

/**
 * The browser door: the app on 127.0.0.1 for a browser. A one-time token opens it and becomes a session cookie; every
 * request must carry that cookie and our own Host, every WebSocket our own Origin as well. So neither another user of the machine, nor
 * a web page that the player happens to visit (also by DNS rebinding) gets in.
 */
export interface BrowserDoorOptions {
  rendererFolder: string
  /** 0 picks a free port. */
  port: number
  onRpc: (socket: WebSocket) => void
  /** Returns false when there is no such terminal. */
  onTerminal: (terminalId: string, channel: RawChannel) => boolean
}

export interface BrowserDoor {
  readonly port: number
  /** An address that opens the app once. Each call makes a new token; the earlier unused one is void. */
  newUrl(): string
  close(): Promise<void>
}

export class PortTakenError extends Error {
  override name = 'PortTakenError'
}

const COOKIE = 'firedrill-session'
const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Starts listening on 127.0.0.1. Throws {@link PortTakenError} when the port is in use. */
export async function openBrowserDoor(options: BrowserDoorOptions): Promise<BrowserDoor> {
  const session = randomBytes(32).toString('base64url')
  let token: string | undefined
  const server = createServer((request, response) => {
    if (!hasOwnHost(request, port)) return refuse(response, 421, 'This address is not served here.')
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
    const given = url.searchParams.get('token')
    if (given !== null && url.pathname === '/') {
      if (token === undefined || !same(given, token)) return refuse(response, 403, STALE_LINK)
      token = undefined
      response.writeHead(303, { Location: '/', 'Set-Cookie': `${COOKIE}-${port}=${session}; HttpOnly; SameSite=Strict; Path=/` })
      return response.end()
    }
    if (!hasSession(request, port, session)) return refuse(response, 403, STALE_LINK)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET is served.')
    void serveFile(options.rendererFolder, url.pathname, request, response)
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 8 * 1024 * 1024, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    if (!hasOwnHost(request, port) || !hasOwnOrigin(request, port) || !hasSession(request, port, session))
      return rejectUpgrade(socket, 403)
    upgrade(options, sockets, request, socket, head)
  })
  await listen(server, options.port)
  const { port } = server.address() as AddressInfo
  return {
    port,
    newUrl() {
      token = randomBytes(24).toString('base64url')
      return `http://127.0.0.1:${port}/?token=${token}`
    },
    async close() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const STALE_LINK = 'This link was used already or is not complete. Run `firedrill serve` (or `npm start`) again for a new one.'

function upgrade(
  options: BrowserDoorOptions,
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const terminalId = /^\/terminal\/([0-9a-f-]{36})$/.exec(pathname)?.[1]
  if (pathname !== '/rpc' && terminalId === undefined) {
    rejectUpgrade(socket, 404)
    return
  }
  sockets.handleUpgrade(request, socket, head, (client) => {
    client.on('error', () => client.terminate())
    if (terminalId === undefined) options.onRpc(client)
    else if (!options.onTerminal(terminalId, channelOf(client))) client.close(4404, 'no such terminal')
  })
}

/** A WebSocket as a terminal's raw channel. */
function channelOf(socket: WebSocket): RawChannel {
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(message, { binary: typeof message !== 'string' })
    },
    onMessage: (listener) => {
      socket.on('message', (data: Buffer, isBinary) => listener(isBinary ? data : data.toString('utf8')))
    },
    onClose: (listener) => {
      socket.on('close', listener)
    },
    close: () => socket.close(),
  }
}

async function serveFile(folder: string, pathname: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = containedPath(folder, pathname === '/' ? '/index.html' : pathname)
  const info = file === undefined ? undefined : await stat(file).catch(() => undefined)
  if (!file || !info?.isFile()) return refuse(response, 404, 'There is no such file.')
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Type': mediaType(file),
    'Content-Length': info.size,
    // Built assets carry a content hash in their name; index.html does not.
    'Cache-Control': pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
  })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
}

function containedPath(folder: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  const file = path.resolve(folder, `.${path.posix.normalize(`/${decoded}`)}`)
  return file.startsWith(path.resolve(folder) + path.sep) && !decoded.includes('\0') ? file : undefined
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(`${message}\n`)
}

function rejectUpgrade(socket: Duplex, status: 403 | 404): void {
  socket.end(`HTTP/1.1 ${status} ${status === 403 ? 'Forbidden' : 'Not Found'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function hasOwnHost(request: IncomingMessage, port: number): boolean {
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`
}

function hasOwnOrigin(request: IncomingMessage, port: number): boolean {
  return request.headers.origin === `http://127.0.0.1:${port}` || request.headers.origin === `http://localhost:${port}`
}

function hasSession(request: IncomingMessage, port: number, session: string): boolean {
  const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
  const prefix = `${COOKIE}-${port}=`
  return cookies.some((cookie) => cookie.startsWith(prefix) && same(cookie.slice(prefix.length), session))
}

/** Compares secrets in a time that tells nothing of where they differ. */
function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error)
      reject(
        new PortTakenError(
          `Port ${port} is taken by another program. Choose another with --port, or leave it out for a free one.`,
        ),
      )
    })
    server.listen(port, '127.0.0.1', resolve)
  })
}
