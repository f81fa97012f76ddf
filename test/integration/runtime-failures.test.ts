import { setTimeout as sleep } from 'node:timers/promises'
import type Docker from 'dockerode'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultStepPlan, StackPlan } from '../../engine/contract/index.ts'
import { createRuntime, type InstanceChange, type Runtime, type Stack } from '../../engine/runtime/index.ts'
import { subnetCandidates } from '../../engine/runtime/stack/subnets.ts'
import {
  countLabelled,
  findTestEngine,
  prepareTinyImage,
  removeImages,
  stackIdOf,
  TINY_IMAGE,
  testOwner,
  tinyInstance,
  tinyPlan,
} from '../fixtures/tiny-stack.ts'

const owner = testOwner()
const never = new AbortController().signal
let docker: Docker
let images: Map<string, string>
let runtime: Runtime

beforeAll(async () => {
  docker = (await findTestEngine()).docker
  images = await prepareTinyImage(docker)
  runtime = createRuntime({ docker, images, owner, now: Date.now })
})

afterAll(async () => {
  await runtime.reap([])
  await removeImages(docker, TINY_IMAGE)
})

function boot(plan: StackPlan, o: { stackId?: string; signal?: AbortSignal } = {}): Promise<Stack> {
  return runtime.boot(plan, { stackId: o.stackId ?? stackIdOf('rf'), onStep: () => {}, signal: o.signal ?? never })
}

const ours = () => countLabelled(docker, `firedrill.owner=${owner}`)

describe('confinement', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await boot(tinyPlan([tinyInstance('web'), tinyInstance('bomb', { pidsLimit: 30 })]))
  })
  afterAll(() => stack?.destroy())

  it('has no way out of the internal network', async () => {
    const direct = await stack.exec('web', ['bash', '-c', 'timeout 3 bash -c "echo > /dev/tcp/1.1.1.1/53"'], {
      timeoutMs: 10_000,
    })
    expect(direct.exitCode).not.toBe(0)
    const { Networks } = (await docker.getContainer(stack.containerId('web')).inspect()).NetworkSettings
    expect(Object.keys(Networks)).toEqual([`firedrill-${stack.stackId}-internal`])
    expect((await docker.getNetwork(`firedrill-${stack.stackId}-internal`).inspect()).Internal).toBe(true)
  })

  it('gives up an outside name within seconds', async () => {
    const begun = Date.now()
    const lookup = await stack.exec('web', ['getent', 'hosts', 'example.com'], { timeoutMs: 20_000 })
    expect(lookup.exitCode).not.toBe(0)
    expect(Date.now() - begun).toBeLessThan(6000)
  })

  it('may not mount, set the clock, or gain privileges', async () => {
    const mount = await stack.exec('web', ['mount', '-t', 'tmpfs', 'none', '/mnt'], { timeoutMs: 5000 })
    expect(mount.exitCode).not.toBe(0)
    expect((await stack.exec('web', ['date', '-s', '2001-01-01'], { timeoutMs: 5000 })).exitCode).not.toBe(0)
    const status = await stack.exec('web', ['cat', '/proc/self/status'], { timeoutMs: 5000 })
    expect(status.stdout).toMatch(/NoNewPrivs:\t1/)
    // CHOWN DAC_OVERRIDE FOWNER KILL SETGID SETUID NET_RAW SYS_PTRACE
    expect(status.stdout).toMatch(/CapBnd:\t00000000000820eb/)
    const { HostConfig } = await docker.getContainer(stack.containerId('web')).inspect()
    expect(HostConfig).toMatchObject({
      Privileged: false,
      Binds: null,
      MemorySwap: HostConfig.Memory,
      RestartPolicy: { Name: 'no' },
    })
  })

  it('holds a fork bomb at the limit of processes', async () => {
    const script = 'for i in $(seq 200); do sleep 5 & done; wait'
    await stack.exec('bomb', ['bash', '-c', script], { timeoutMs: 2000, maxOutputBytes: 2000 })
    const alive = await stack.exec('web', ['true'], { timeoutMs: 5000 })
    expect(alive.exitCode).toBe(0)
    const top = await docker.getContainer(stack.containerId('bomb')).top()
    expect(top.Processes.length).toBeLessThanOrEqual(30)
  })

  it('kills what takes more than its memory, and tells so', async () => {
    const changes: InstanceChange[] = []
    const stop = stack.onChange((change) => changes.push(change))
    await sleep(200)
    const result = await stack.exec('web', ['perl', '-e', 'my $x = "x" x 500_000_000; print length $x'], { timeoutMs: 20_000 })
    expect(result.exitCode).toBe(137)
    await expect.poll(() => changes, { timeout: 5000 }).toContainEqual({ instance: 'web', state: 'out-of-memory' })
    stop()
  })
})

describe('a boot that fails', () => {
  const script = (text: string, timeoutMs = 5000): FaultStepPlan[] => [
    { kind: 'run', instance: 'web', name: 'break.sh', script: text, environment: {}, timeoutMs },
  ]

  it('names a failing script with what it printed, and leaves nothing', async () => {
    const plan = tinyPlan([tinyInstance('web', { mounts: [{ kind: 'volume', target: '/data' }] })], {
      fault: script('echo to-out; echo to-err >&2; exit 3'),
    })
    await expect(boot(plan)).rejects.toThrow(/break\.sh exited with 3 in web.*to-out\s+to-err/s)
    expect(await ours()).toBe(0)
  })

  it('gives up on a script that hangs', async () => {
    await expect(boot(tinyPlan([tinyInstance('web')], { fault: script('sleep 60', 500) }))).rejects.toThrow(
      /took longer than 0.5 s/,
    )
    expect(await ours()).toBe(0)
  })

  it('tells of an instance that stops instead of becoming ready, with its log', async () => {
    const command = ['sh', '-c', 'echo my last words; exit 4']
    const plan = tinyPlan([tinyInstance('web', { command, ready: { kind: 'exec', command: ['false'], timeoutMs: 20_000 } })])
    await expect(boot(plan)).rejects.toThrow(/web stopped while starting \(exit code 4\).*my last words/s)
    expect(await ours()).toBe(0)
  })

  it('tells what was seen last when an instance is not ready in time', async () => {
    const ready = { kind: 'exec' as const, command: ['sh', '-c', 'echo not yet; exit 9'], timeoutMs: 2000 }
    await expect(boot(tinyPlan([tinyInstance('web', { ready })]))).rejects.toThrow(
      /web was not ready after 2 s.*exits with 9: not yet/s,
    )
    expect(await ours()).toBe(0)
  })

  it('refuses an image that is not one of the stack, before it makes anything', async () => {
    await expect(boot(tinyPlan([tinyInstance('web', { image: 'someone/else' })]))).rejects.toThrow(/someone\/else/)
    expect(await ours()).toBe(0)
  })

  it.each([0, 150, 500, 900])('leaves nothing when it is aborted after %i ms', async (ms) => {
    const abort = new AbortController()
    const plan = tinyPlan([tinyInstance('web', { mounts: [{ kind: 'volume', target: '/data' }] }), tinyInstance('other')], {
      fault: script('sleep 60', 60_000),
    })
    const booting = boot(plan, { signal: abort.signal })
    setTimeout(() => abort.abort(new Error('the player left')), ms)
    await expect(booting).rejects.toThrow('the player left')
    expect(await ours()).toBe(0)
  })
})

describe('subnets', () => {
  it('takes another one when the first is in use', async () => {
    const stackId = stackIdOf('net')
    const [first = '', second = ''] = [...subnetCandidates(`firedrill-${stackId}-internal`)]
    const foreign = await docker.createNetwork({
      Name: `firedrill-test-foreign-${stackId}`,
      IPAM: { Driver: 'default', Config: [{ Subnet: first }] },
      Labels: { 'firedrill.stack': stackId },
    })
    try {
      const stack = await boot(tinyPlan([]), { stackId })
      const info = await docker.getNetwork(`firedrill-${stackId}-internal`).inspect()
      expect(info.IPAM?.Config?.[0]?.Subnet).toBe(second)
      expect(info.Internal).toBe(true)
      await stack.destroy()
    } finally {
      await foreign.remove()
    }
  })
})

describe('the reaper', () => {
  it('removes its own stacks except the kept, and nothing of anyone else', async () => {
    const kept = await boot(tinyPlan([]))
    const doomed = await boot(tinyPlan([tinyInstance('web', { mounts: [{ kind: 'volume', target: '/data' }] })]))
    const stranger = testOwner()
    const Image = images.get(TINY_IMAGE) ?? ''
    const foreign = await docker.createContainer({
      Image,
      Labels: { 'firedrill.owner': stranger, 'firedrill.stack': doomed.stackId },
    })
    const plain = await docker.createContainer({ Image })
    try {
      expect(await runtime.reap([kept.stackId])).toEqual({ containers: 2, networks: 2, volumes: 1 })
      expect(await countLabelled(docker, `firedrill.stack=${kept.stackId}`)).toBe(3)
      await Promise.all([foreign.inspect(), plain.inspect()])
      await kept.destroy()
    } finally {
      await Promise.all([foreign.remove({ force: true }), plain.remove({ force: true })])
    }
  })
})
