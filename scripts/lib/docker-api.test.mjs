import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pullBase } from './base-image.mjs'
import { findEngine, imageId, imageIds, request } from './docker-api.mjs'

// A small engine on a socket of its own: what it answers is what the tests decide.
const isWindows = process.platform === 'win32'
let folder
let server
let endpoint
let answer

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'firedrill-api-'))
  endpoint = { label: 'test', socketPath: join(folder, 'engine.sock') }
  answer = (_request, response) => response.end('OK')
  server = http.createServer((incoming, response) => answer(incoming, response))
  if (!isWindows) await new Promise((resolve) => server.listen(endpoint.socketPath, resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  if (!isWindows) await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(isWindows)('the API of an engine', () => {
  it('finds the first engine that answers', async () => {
    const dead = { label: 'dead', socketPath: join(folder, 'dead.sock') }
    expect(await findEngine([dead, endpoint])).toEqual({ endpoint })
    expect(await findEngine([dead])).toEqual({ endpoint: undefined, denied: [] })
  })

  it('passes over what answers but is no engine', async () => {
    answer = (_request, response) => response.writeHead(404).end()
    expect((await findEngine([endpoint])).endpoint).toBeUndefined()
  })

  it('asks for images by name and by pattern', async () => {
    answer = ({ url }, response) => {
      if (url === '/images/debian%3Abookworm-slim/json') response.end('{"Id":"sha256:1"}')
      else if (url.startsWith('/images/json')) response.end('[{"Id":"sha256:2"},{"Id":"sha256:3"}]')
      else response.writeHead(404).end('{"message":"no such image"}')
    }
    expect(await imageId(endpoint, 'debian:bookworm-slim')).toBe('sha256:1')
    expect(await imageId(endpoint, 'absent')).toBeUndefined()
    expect(await imageIds(endpoint, 'firedrill/*')).toEqual(['sha256:2', 'sha256:3'])
  })

  it('never lets the engine see the end of an archive that broke off', async () => {
    let ended = false
    answer = (incoming) => {
      incoming.resume()
      incoming.on('end', () => {
        ended = true
      })
    }
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half an archive')
        throw new Error('mmdebstrap ended with 1')
      })(),
    )
    await expect(request(endpoint, 'POST', '/images/create', { input: broken })).rejects.toThrow('mmdebstrap ended with 1')
    expect(ended).toBe(false)
  })

  it('reports a pull that fails after it has begun', async () => {
    answer = (_request, response) => response.end('{"status":"Pulling"}\n{"error":"no route to host"}\n')
    await expect(pullBase(endpoint, () => {})).rejects.toThrow('no route to host')
    answer = (_request, response) => response.writeHead(500).end('{"message":"dial tcp: lookup failed"}')
    await expect(pullBase(endpoint, () => {})).rejects.toThrow('lookup failed')
  })
})
