import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Docker from 'dockerode'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { watchEngine } from './watch-engine.ts'

let folder: string
let socketPath: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firedrill-watch-'))
  socketPath = join(folder, 'engine.sock')
})

afterEach(() => rm(folder, { recursive: true }))

async function startEngine(): Promise<Server> {
  const server = createServer((_request, response) => response.end('OK'))
  await new Promise<void>((resolve) => server.listen(socketPath, resolve))
  return server
}

async function stopEngine(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

it('tells once that the engine has gone, within two seconds, and once that it is back', async () => {
  const told: string[] = []
  const end = new AbortController()
  const first = await startEngine()
  const watching = watchEngine(new Docker({ socketPath }), {
    onLost: (reason) => told.push(reason),
    onBack: () => told.push('back'),
    signal: end.signal,
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(told).toEqual([])
  await stopEngine(first)
  await expect.poll(() => told, { timeout: 2000 }).toEqual([expect.stringContaining('has stopped')])
  const second = await startEngine()
  await expect.poll(() => told, { timeout: 3000 }).toEqual([expect.anything(), 'back'])
  end.abort()
  await watching
  await stopEngine(second)
})
