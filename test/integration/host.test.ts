import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Docker from 'dockerode'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AttemptView } from '../../engine/contract/index.ts'
import { createHost, type Host } from '../../engine/host/index.ts'
import type { LiveAttempt } from '../../engine/host/live-attempt.ts'

/** The host with a real engine, a real level and a real database; what a window does is called directly. */

const ROOT = path.join(import.meta.dirname, '..', '..')
let folder: string
let hosts: Host[] = []

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'firedrill-host-'))
})

afterEach(async () => {
  for (const host of hosts) {
    for (const { id } of host.store.attempts.open()) await host.attempts.leave(id).catch(() => undefined)
    await host.close()
  }
  hosts = []
})

afterAll(() => rmSync(folder, { recursive: true }))

async function openHost(): Promise<Host> {
  const host = createHost({
    dataFolder: folder,
    levelFolders: [path.join(ROOT, 'levels')],
    version: '0.0.0-test',
    door: 'browser',
    now: Date.now,
  })
  host.lock()
  hosts.push(host)
  await host.start()
  return host
}

/** Closes as the app does; the attempt stays open. */
async function closeApp(host: Host): Promise<void> {
  hosts = hosts.filter((other) => other !== host)
  await host.close()
}

/** Waits for the attempt's view to become what is asked for. */
async function until(attempt: LiveAttempt, holds: (view: AttemptView) => boolean): Promise<AttemptView> {
  for await (const view of attempt.log.view.watch(AbortSignal.timeout(90_000))) if (holds(view)) return view
  throw new Error(`never came: ${JSON.stringify(attempt.log.view.value)}`)
}

async function startLevel(host: Host, levelId = 'payload-too-large'): Promise<LiveAttempt> {
  const attempt = await host.attempts.start(levelId, 'learn', 1)
  const view = await until(attempt, ({ phase }) => phase === 'paged' || phase === 'failed')
  expect(view.notice).toBeNull()
  expect(view.phase).toBe('paged')
  return attempt
}

describe('an attempt', () => {
  it('survives a restart of the app, with its containers and its clock', async () => {
    const first = await openHost()
    const started = await startLevel(first)
    started.acknowledge()
    const shell = await started.terminals.open('proxy', { cols: 100, rows: 30 })
    await shell.whenPrompt(30_000)
    shell.write('echo kept > /tmp/note; tail -n 50 /var/log/nginx/access.log\r')
    await shell.whenPrompt(30_000)
    await expect(first.attempts.start('payload-too-large', 'drill')).rejects.toThrow(/still open/)
    await closeApp(first)
    const closedAt = Date.now()

    const second = await openHost()
    const resumed = second.attempts.live(started.id)
    const view = await until(resumed, ({ clock }) => clock.running)
    expect(view.milestones.acknowledged).not.toBeNull()
    expect(view.clock.elapsedMs).toBeLessThan(closedAt - (view.page?.at ?? 0) + 1000)
    expect(view.terminals).toEqual([])
    const again = await resumed.terminals.open('proxy', { cols: 100, rows: 30 })
    await again.whenPrompt(30_000)
    const note = await resumed.stack?.exec('proxy', ['cat', '/tmp/note'], { timeoutMs: 5000 })
    expect(note?.stdout).toBe('kept\n')

    await second.attempts.leave(started.id)
    expect(second.attempts.list()[0]).toMatchObject({ id: started.id, phase: 'ended' })
    const debrief = await second.attempts.debrief(started.id)
    expect(debrief.sheet.lines.length).toBeGreaterThan(3)
    expect(debrief.terminals.filter(({ bytes }) => bytes > 0)).toHaveLength(2)
    expect(await second.attempts.recording(debrief.terminals[0]?.id ?? '')).toContain('access.log')
  })

  it('is lost without its containers, says so, and can be rebuilt with its clock', async () => {
    const first = await openHost()
    const started = await startLevel(first)
    started.acknowledge()
    await closeApp(first)
    const outside = await openHost()
    await until(outside.attempts.live(started.id), ({ clock }) => clock.running)
    await outside.attempts.live(started.id).stack?.destroy()
    await closeApp(outside)

    const second = await openHost()
    const resumed = second.attempts.live(started.id)
    const lost = await until(resumed, ({ phase }) => phase === 'lost')
    expect(lost.notice).toMatch(/rebuild/i)
    await expect(resumed.resolve()).rejects.toThrow(/lost/)
    resumed.rebuild()
    const rebuilt = await until(resumed, ({ clock }) => clock.running)
    expect(rebuilt.milestones.acknowledged).toEqual(lost.milestones.acknowledged)
  })
})

describe('an engine that was stopped takes what lay in memory with it', () => {
  it('the attempt is lost, and can be rebuilt though its stopped containers are still there', async () => {
    const first = await openHost()
    const started = await startLevel(first, 'disk-full')
    started.acknowledge()
    await closeApp(first)
    await killContainers(started.id)

    const second = await openHost()
    const resumed = second.attempts.live(started.id)
    const lost = await until(resumed, ({ phase }) => phase === 'lost')
    resumed.rebuild()
    const rebuilt = await until(resumed, ({ clock, phase }) => clock.running || phase === 'failed')
    expect(rebuilt.notice).toBeNull()
    expect(rebuilt.clock.elapsedMs).toBeGreaterThanOrEqual(lost.clock.elapsedMs)
  })
})

/** What a stopped engine does to them. */
async function killContainers(stackId: string): Promise<void> {
  const docker = new Docker()
  const filters = { label: [`firedrill.stack=${stackId}`] }
  const containers = await docker.listContainers({ all: true, filters })
  expect(containers.length).toBeGreaterThan(3)
  for (const { Id } of containers) {
    const container = docker.getContainer(Id)
    await container.unpause().catch(() => undefined)
    await container.kill()
  }
}

describe('when the container engine goes away in the middle', () => {
  let socket: CutSocket

  beforeAll(async () => {
    socket = await cutSocket('/var/run/docker.sock', path.join(folder, 'engine.sock'))
    process.env.DOCKER_HOST = `unix://${path.join(folder, 'engine.sock')}`
  })

  afterAll(async () => {
    delete process.env.DOCKER_HOST
    await socket.cut()
  })

  it('stops the clock, says what to do, and goes on by itself when it is back', async () => {
    const host = await openHost()
    const attempt = await startLevel(host)
    attempt.acknowledge()
    await attempt.terminals.open('proxy', { cols: 80, rows: 24 })
    await socket.cut()
    const stopped = await until(attempt, ({ clock }) => !clock.running)
    expect(stopped.clock.stoppedBecause).toBe('engine-lost')
    expect(host.engine.status.value).toMatchObject({ state: 'lost', advice: expect.stringContaining('Start it again') })
    await expect(attempt.resolve()).rejects.toThrow()
    await expect(attempt.terminals.open('proxy', { cols: 80, rows: 24 })).rejects.toThrow(/engine/)

    await socket.mend()
    const back = await until(attempt, ({ clock }) => clock.running)
    expect(back.phase).toBe('investigating')
    const shell = await attempt.terminals.open('proxy', { cols: 80, rows: 24 })
    await shell.whenPrompt(30_000)
  })
})

interface CutSocket {
  cut(): Promise<void>
  mend(): Promise<void>
}

/** Passes a Unix socket on under another path, until it is cut: for the client that is an engine that died. */
async function cutSocket(target: string, listenOn: string): Promise<CutSocket> {
  const open = new Set<Socket>()
  let server: Server
  const mend = () => {
    server = createServer((client) => {
      const upstream = connect(target)
      for (const end of [client, upstream]) {
        open.add(end)
        end.on('error', () => undefined)
        end.on('close', () => {
          open.delete(end)
          client.destroy()
          upstream.destroy()
        })
      }
      client.pipe(upstream).pipe(client)
    })
    return new Promise<void>((resolve) => server.listen(listenOn, resolve))
  }
  await mend()
  return {
    mend,
    cut: () => {
      for (const end of open) end.destroy()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
