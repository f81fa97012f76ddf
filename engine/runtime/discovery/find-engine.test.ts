import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adviceFor } from './advice.ts'
import { listCandidates } from './candidates/index.ts'
import { findEngine } from './find-engine.ts'
import { NoEngineError, type Surroundings } from './found-engine.ts'

let homeDir: string
let servers: Server[] = []

beforeEach(async () => {
  homeDir = await mkdtemp(join(tmpdir(), 'firedrill-home-'))
})

afterEach(async () => {
  for (const server of servers) server.close()
  servers = []
  await rm(homeDir, { recursive: true })
})

const surroundings = (over: Partial<Surroundings> = {}): Surroundings => ({
  env: {},
  platform: 'linux',
  homeDir,
  uid: 4711,
  ...over,
})

/** Answers as an engine does, on a socket or on a port of 127.0.0.1. */
async function serveEngine(where: string | number, over: { version?: object; info?: object } = {}): Promise<number> {
  const version = { Version: '24.0.7', ApiVersion: '1.43', Components: [{ Name: 'Engine', Version: '24.0.7' }], ...over.version }
  const info = { MemTotal: 8e9, NCPU: 4, OSType: 'linux', SecurityOptions: ['name=seccomp'], ...over.info }
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url?.endsWith('/version') ? version : info))
  })
  servers.push(server)
  await new Promise<void>((resolve) => {
    if (typeof where === 'number') server.listen(where, '127.0.0.1', resolve)
    else server.listen(where, resolve)
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function failureOf(over: Partial<Surroundings>): Promise<NoEngineError> {
  const error = await findEngine(surroundings(over)).catch((reason: unknown) => reason)
  if (!(error instanceof NoEngineError)) throw new Error('an engine was found')
  return error
}

async function writeContext(name: string, host: string): Promise<void> {
  const id = createHash('sha256').update(name).digest('hex')
  const folder = join(homeDir, '.docker/contexts/meta', id)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'meta.json'), JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }))
}

describe('DOCKER_HOST', () => {
  it('is used over a socket', async () => {
    const socket = join(homeDir, 'engine.sock')
    await serveEngine(socket)
    const found = await findEngine(surroundings({ env: { DOCKER_HOST: `unix://${socket}` } }))
    expect(found).toMatchObject({
      endpoint: `unix://${socket}`,
      name: 'Docker Engine 24.0.7',
      apiVersion: '1.43',
      rootless: false,
      cpus: 4,
    })
  })

  it('is used over a port of this machine', async () => {
    const port = await serveEngine(0, {
      version: { Version: '5.0.2', Components: [{ Name: 'Podman Engine', Version: '5.0.2' }] },
    })
    const found = await findEngine(surroundings({ env: { DOCKER_HOST: `tcp://127.0.0.1:${port}` } }))
    expect(found.name).toBe('Podman 5.0.2')
  })

  it('is the only one tried, and named when it does not answer', async () => {
    const error = await failureOf({ env: { DOCKER_HOST: `unix://${homeDir}/none.sock` } })
    expect(error.tried).toEqual([{ endpoint: `unix://${homeDir}/none.sock`, error: 'there is nothing' }])
    expect(error.advice).toContain('unset DOCKER_HOST')
  })

  it.each(['ssh://ops@build.example', 'tcp://build.example:2375', 'gopher://x', '::'])(
    'refuses %s with the reason',
    async (endpoint) => {
      const error = await failureOf({ env: { DOCKER_HOST: endpoint } })
      expect(error.tried[0]?.error).toMatch(/on another machine|not supported|is not an endpoint/)
    },
  )

  it('says which certificates are missing', async () => {
    const env = { DOCKER_HOST: 'tcp://localhost:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(homeDir, 'certs') }
    expect((await failureOf({ env })).tried[0]?.error).toContain('ca.pem')
  })
})

describe('contexts', () => {
  it('use the chosen one', async () => {
    const socket = join(homeDir, 'ctx.sock')
    await serveEngine(socket, { info: { SecurityOptions: ['name=rootless'] } })
    await writeContext('mine', `unix://${socket}`)
    await writeFile(join(homeDir, '.docker/config.json'), JSON.stringify({ currentContext: 'mine' }))
    const found = await findEngine(surroundings())
    expect(found).toMatchObject({ endpoint: `unix://${socket}`, rootless: true })
  })

  it('outlive a broken configuration', async () => {
    await mkdir(join(homeDir, '.docker'))
    await writeFile(join(homeDir, '.docker/config.json'), '{ not json')
    const endpoints = (await listCandidates(surroundings())).map(({ endpoint }) => endpoint)
    expect(endpoints).toContain('unix:///var/run/docker.sock')
  })

  it('tell of a context without a description', async () => {
    const error = await failureOf({ env: { DOCKER_CONTEXT: 'lost' } })
    expect(error.tried).toEqual([{ endpoint: 'Docker context lost', error: 'its description is missing or unreadable' }])
  })
})

describe('the usual places', () => {
  it.each([
    [
      'linux' as const,
      ['/var/run/docker.sock', '.docker/desktop/docker.sock', '/run/user/4711/docker.sock', '/run/podman/podman.sock'],
    ],
    [
      'darwin' as const,
      ['.docker/run/docker.sock', '.orbstack/run/docker.sock', '.colima/default/docker.sock', '.rd/docker.sock'],
    ],
    ['win32' as const, ['//./pipe/docker_engine', '//./pipe/podman-machine-default']],
  ])('of %s are tried', async (platform, places) => {
    const endpoints = (await listCandidates(surroundings({ platform }))).map(({ endpoint }) => endpoint)
    for (const place of places) expect(endpoints.some((endpoint) => endpoint.endsWith(place))).toBe(true)
    expect(new Set(endpoints).size).toBe(endpoints.length)
  })
})

describe('engines that will not do', () => {
  it.each([
    [{ info: { OSType: 'windows' } }, /Windows containers/],
    [{ version: { ApiVersion: '1.39' } }, /older than 1\.40/],
    [{ version: { Version: 7 } }, /Version/],
  ])('are refused with the reason', async (over, reason) => {
    const socket = join(homeDir, 'engine.sock')
    await serveEngine(socket, over)
    expect((await failureOf({ env: { DOCKER_HOST: `unix://${socket}` } })).tried[0]?.error).toMatch(reason)
  })

  it.skipIf(process.getuid?.() === 0)('tell of a missing permission', async () => {
    const socket = join(homeDir, 'engine.sock')
    await serveEngine(socket)
    await chmod(socket, 0)
    expect((await failureOf({ env: { DOCKER_HOST: `unix://${socket}` } })).tried[0]?.error).toBe('permission denied')
  })
})

describe('advice', () => {
  const candidate = {
    endpoint: 'unix:///var/run/docker.sock',
    source: 'Docker Engine',
    connect: { socketPath: '/var/run/docker.sock' },
  }
  const failed = (problem: 'absent' | 'denied' | 'broken') => [{ candidate, problem, error: 'why' }]

  it.each([
    ['linux' as const, 'absent' as const, 'apt install docker.io'],
    ['linux' as const, 'denied' as const, 'usermod -aG docker'],
    ['linux' as const, 'broken' as const, 'systemctl start docker'],
    ['darwin' as const, 'absent' as const, 'brew install colima'],
    ['darwin' as const, 'broken' as const, 'Start Docker Desktop'],
    ['win32' as const, 'absent' as const, 'winget install'],
  ])('on %s, when it is %s, says %s', (platform, problem, text) => {
    expect(adviceFor(surroundings({ platform }), failed(problem))).toContain(text)
  })
})
