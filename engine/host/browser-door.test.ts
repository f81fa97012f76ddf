import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type BrowserDoor, openBrowserDoor, PortTakenError } from './browser-door.ts'

let folder: string
let door: BrowserDoor
const terminals: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firedrill-door-'))
  await writeFile(path.join(folder, 'index.html'), '<title>Firedrill</title>')
  await writeFile(path.join(folder, '..', `${path.basename(folder)}-secret`), 'secret')
  terminals.length = 0
  door = await openBrowserDoor({
    rendererFolder: folder,
    port: 0,
    onRpc: (socket) => socket.send('hello'),
    onTerminal: (id) => {
      terminals.push(id)
      return true
    },
  })
})

afterEach(async () => {
  await door.close()
  await rm(folder, { recursive: true })
  await rm(`${folder}-secret`)
})

interface Answer {
  status: number
  body: string
  cookie: string | undefined
}

function get(pathAndQuery: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: door.port, path: pathAndQuery, headers, agent: false }
    request(options, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body, cookie: response.headers['set-cookie']?.[0]?.split(';')[0] })
      })
    })
      .on('error', reject)
      .end()
  })
}

async function signIn(): Promise<string> {
  const url = new URL(door.newUrl())
  const { cookie } = await get(url.pathname + url.search)
  return cookie ?? ''
}

function open(pathname: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${door.port}${pathname}`, { headers })
    socket.on('open', () => {
      if (pathname !== '/rpc') resolve('open')
    })
    socket.on('message', (data) => resolve(String(data)))
    socket.on('error', (error) => resolve(error.message))
  })
}

const own = () => ({ origin: `http://127.0.0.1:${door.port}` })

describe('browser door', () => {
  it('opens once with the token, then by the cookie', async () => {
    const url = new URL(door.newUrl())
    const first = await get(url.pathname + url.search)
    expect(first.status).toBe(303)
    expect((await get('/', { cookie: first.cookie ?? '' })).body).toContain('Firedrill')
    expect((await get(url.pathname + url.search)).status).toBe(403)
  })

  it('refuses no token, a wrong token and a wrong cookie', async () => {
    door.newUrl()
    expect((await get('/')).status).toBe(403)
    expect((await get('/?token=wrong')).status).toBe(403)
    expect((await get('/', { cookie: `firedrill-session-${door.port}=wrong` })).status).toBe(403)
  })

  it('refuses a foreign Host (DNS rebinding)', async () => {
    const cookie = await signIn()
    expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(421)
  })

  it('serves no file outside its folder', async () => {
    const cookie = await signIn()
    const name = `${path.basename(folder)}-secret`
    for (const hostile of [`/../${name}`, `/..%2f${name}`, `/%2e%2e/${name}`, '/%00', '/%']) {
      const answer = await get(hostile, { cookie })
      expect(answer.status, hostile).toBe(404)
      expect(answer.body).not.toContain('secret\n')
    }
  })

  it('opens sockets only with cookie and own Origin', async () => {
    const cookie = await signIn()
    expect(await open('/rpc', { cookie, ...own() })).toBe('hello')
    expect(await open('/rpc', { ...own() })).toContain('403')
    expect(await open('/rpc', { cookie })).toContain('403')
    expect(await open('/rpc', { cookie, origin: 'https://evil.example' })).toContain('403')
    expect(await open('/elsewhere', { cookie, ...own() })).toContain('404')
  })

  it('hands a terminal to its id', async () => {
    const cookie = await signIn()
    const id = '7b0d9a5e-0d5e-4d0e-9d52-6a8f0a9b6c11'
    await open(`/terminal/${id}`, { cookie, ...own() })
    expect(terminals).toEqual([id])
  })

  it('names a taken port', async () => {
    const second = openBrowserDoor({ rendererFolder: folder, port: door.port, onRpc: () => {}, onTerminal: () => false })
    await expect(second).rejects.toThrow(PortTakenError)
  })
})
