import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { get } from 'node:http'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { InstancePlan, StackPlan } from '../../engine/contract/index.ts'
import { createRuntime, findEngine, prepareImages, type Runtime } from '../../engine/runtime/index.ts'

const run_ = promisify(execFile)

export interface BenchRow {
  name: string
  value: number
  unit: string
  target?: string
  ok?: boolean
}

const ROUNDS = 5
const TARGET_RATIO = 1.3
const ANSWER_TIMEOUT_MS = 30_000
const MIB = 1024 * 1024
/** Answered by the back end after a look into its session store; needs proxy and back end. */
const ANSWER = { path: '/api/session', status: 401 }

/** Three instances of the reference system, and the gateway. */
function benchPlan(): StackPlan {
  const instance = (name: string, over: Partial<InstancePlan> = {}): InstancePlan => ({
    name,
    image: `firedrill/${name}`,
    hostname: name,
    title: name,
    role: 'player',
    environment: {},
    mounts: [],
    cpus: 1,
    memoryBytes: 384 * MIB,
    pidsLimit: 512,
    networks: ['internal'],
    publish: [],
    dependsOn: [],
    ready: { kind: 'running', timeoutMs: ANSWER_TIMEOUT_MS },
    ...over,
  })
  const gateway = instance('gateway', {
    role: 'system',
    networks: ['edge', 'internal'],
    publish: [80],
    dependsOn: ['proxy'],
    ready: { kind: 'http', ...ANSWER, timeoutMs: ANSWER_TIMEOUT_MS },
  })
  // The proxy wants two back ends to have addresses: the second name is this one's as well.
  const app = instance('app-1', { image: 'firedrill/app', hostname: 'app-2', dependsOn: ['db'] })
  return {
    levelId: 'bench',
    gateway: 'gateway',
    fault: [],
    instances: [gateway, instance('proxy', { dependsOn: ['app-1'] }), app, instance('db')],
  }
}

/** Boot of a warm level to its first answer through the gateway, against the docker command with the same containers. */
export async function run(): Promise<BenchRow[]> {
  return benchBoot()
}

export async function benchBoot(): Promise<BenchRow[]> {
  const uid = process.getuid?.() ?? 0
  const { docker } = await findEngine({ env: process.env, platform: process.platform, homeDir: homedir(), uid })
  const plan = benchPlan()
  const names = [...new Set(plan.instances.map(({ image }) => image))]
  const signal = new AbortController().signal
  const images = await prepareImages(docker, { stackDir: resolve('levels/_stack'), names, onProgress: () => {}, signal })
  const runtime = createRuntime({ docker, images, owner: `bench-${randomUUID()}`, now: Date.now })

  const ours: Measured[] = []
  const bare: Measured[] = []
  // Taking turns, so that whatever else the machine does hits both alike. The first round warms the caches.
  for (let round = 0; round <= ROUNDS; round++) {
    const [a, b] = [await measureOurs(runtime, plan), await measureBare(plan, images)]
    if (round === 0) continue
    ours.push(a)
    bare.push(b)
  }
  return rows(ours, bare)
}

interface Measured {
  answerMs: number
  readyMs: number
  tearDownMs: number
}

async function measureOurs(runtime: Runtime, plan: StackPlan): Promise<Measured> {
  const begun = performance.now()
  let answerMs = Number.NaN
  const stack = await runtime.boot(plan, {
    stackId: `bench-${randomUUID()}`,
    signal: new AbortController().signal,
    onStep: ({ id, state }) => {
      if (id === plan.gateway && state === 'done') answerMs = performance.now() - begun
    },
  })
  const readyMs = performance.now() - begun
  const ending = performance.now()
  await stack.destroy()
  return { answerMs, readyMs, tearDownMs: performance.now() - ending }
}

/** What someone would type: make the networks, run everything at once, ask until it answers. */
async function measureBare(plan: StackPlan, images: Map<string, string>): Promise<Measured> {
  const id = `firedrill-bare-${randomUUID().slice(0, 8)}`
  const label = `firedrill.stack=${id}`
  const begun = performance.now()
  try {
    await Promise.all([
      dockerCommand('network', 'create', '--internal', '--label', label, `${id}-internal`),
      dockerCommand('network', 'create', '--label', label, `${id}-edge`),
    ])
    await Promise.all(plan.instances.map((instance) => runBare(id, label, instance, images.get(instance.image) ?? '')))
    const port = (await dockerCommand('port', `${id}-${plan.gateway}`, '80')).trim().split('\n')[0]
    await waitForAnswer(`http://${port}${ANSWER.path}`)
    const answerMs = performance.now() - begun
    const ending = performance.now()
    await removeBare(id, plan)
    return { answerMs, readyMs: answerMs, tearDownMs: performance.now() - ending }
  } catch (error) {
    await removeBare(id, plan).catch(() => {})
    throw error
  }
}

async function runBare(id: string, label: string, instance: InstancePlan, image: string): Promise<void> {
  const [network] = instance.networks
  const capabilities = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID', 'KILL', 'NET_RAW', 'SYS_PTRACE']
  const memory = String(instance.memoryBytes)
  const limits = [
    '--cpus',
    String(instance.cpus),
    '--memory',
    memory,
    '--memory-swap',
    memory,
    '--pids-limit',
    String(instance.pidsLimit),
  ]
  const confinement = [
    '--cap-drop',
    'ALL',
    ...capabilities.flatMap((name) => ['--cap-add', name]),
    '--security-opt',
    'no-new-privileges',
  ]
  const names = ['--name', `${id}-${instance.name}`, '--hostname', instance.hostname, '--label', label]
  const aliases = ['--network-alias', instance.name, '--network-alias', instance.hostname]
  const ports = instance.publish.flatMap((port) => ['--publish', `127.0.0.1::${port}`])
  const dns = ['--dns-opt', 'timeout:1', '--dns-opt', 'attempts:1']
  await dockerCommand(
    'run',
    '--detach',
    '--network',
    `${id}-${network}`,
    ...names,
    ...aliases,
    ...limits,
    ...confinement,
    ...dns,
    ...ports,
    image,
  )
  for (const other of instance.networks.slice(1))
    await dockerCommand('network', 'connect', `${id}-${other}`, `${id}-${instance.name}`)
}

async function removeBare(id: string, plan: StackPlan): Promise<void> {
  await dockerCommand('rm', '--force', '--volumes', ...plan.instances.map(({ name }) => `${id}-${name}`))
  await dockerCommand('network', 'rm', `${id}-internal`, `${id}-edge`)
}

async function dockerCommand(...args: string[]): Promise<string> {
  return (await run_('docker', args)).stdout
}

async function waitForAnswer(url: string): Promise<void> {
  const end = performance.now() + ANSWER_TIMEOUT_MS
  while ((await statusOf(url)) !== ANSWER.status) {
    if (performance.now() > end) throw new Error(`${url} did not answer with ${ANSWER.status}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', () => resolve(undefined))
  })
}

function rows(ours: Measured[], bare: Measured[]): BenchRow[] {
  const oursMs = median(ours.map(({ answerMs }) => answerMs))
  const bareMs = median(bare.map(({ answerMs }) => answerMs))
  const ratio = oursMs / bareMs
  return [
    { name: 'boot to first answer', value: oursMs, unit: 'ms' },
    { name: 'bare docker runs to first answer', value: bareMs, unit: 'ms' },
    {
      name: 'boot against bare docker runs',
      value: ratio,
      unit: 'times',
      target: `<= ${TARGET_RATIO}`,
      ok: ratio <= TARGET_RATIO,
    },
    { name: 'tear-down', value: median(ours.map(({ tearDownMs }) => tearDownMs)), unit: 'ms' },
    { name: 'bare docker rm', value: median(bare.map(({ tearDownMs }) => tearDownMs)), unit: 'ms' },
  ]
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
