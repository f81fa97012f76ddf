import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type Docker from 'dockerode'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StackPlan } from '../../engine/contract/index.ts'
import { type BootStep, createRuntime, type InstanceChange, type Runtime, type Stack } from '../../engine/runtime/index.ts'
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

function boot(plan: StackPlan, stackId = stackIdOf('rt')): Promise<Stack> {
  return runtime.boot(plan, { stackId, onStep: () => {}, signal: never })
}

function bodyOf(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, async (response) => {
      let body = ''
      for await (const chunk of response) body += chunk
      resolve(body)
    })
    request.on('error', reject)
  })
}

async function waitFor(condition: () => boolean, timeoutMs = 5000): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!condition()) {
    if (Date.now() > end) throw new Error('it did not come to pass')
    await sleep(20)
  }
}

describe('a running stack', () => {
  let stack: Stack
  const steps: BootStep[] = []

  beforeAll(async () => {
    const files = [
      { path: 'srv/answer', content: Buffer.from('broken'), mode: 0o644 },
      { path: 'srv/owned/inside', content: Buffer.from('x'), mode: 0o600 },
      { path: 'srv/fresh/deep/file', content: Buffer.from('y'), mode: 0o755 },
      { path: 'scratch/late', content: Buffer.from('late'), mode: 0o644 },
    ]
    const mounts = [
      { kind: 'tmpfs' as const, target: '/scratch', sizeBytes: 1024 * 1024, inodes: 20, mode: 0o1777 },
      { kind: 'volume' as const, target: '/data', name: 'data', sizeBytes: 1024 * 1024 },
    ]
    const plan = tinyPlan(
      [tinyInstance('web', { mounts, dependsOn: ['gateway'] }), tinyInstance('other', { dependsOn: ['web'] })],
      {
        fault: [
          { kind: 'files', instance: 'web', files },
          {
            kind: 'run',
            instance: 'web',
            name: 'one.sh',
            script: 'echo "$FD_WORD" > /srv/ran',
            environment: { FD_WORD: 'first' },
            timeoutMs: 5000,
          },
          {
            kind: 'run',
            instance: 'web',
            name: 'two.sh',
            script: '#!/bin/bash\necho second >> /srv/ran',
            environment: {},
            timeoutMs: 5000,
          },
        ],
      },
    )
    stack = await runtime.boot(plan, { stackId: stackIdOf('rt'), onStep: (step) => steps.push(step), signal: never })
  })
  afterAll(() => stack?.destroy())

  const sh = (script: string, instance = 'web') => stack.exec(instance, ['sh', '-c', script], { timeoutMs: 5000 })

  it('reports every step as waiting first and as done at the end', () => {
    const ids = ['network', 'gateway', 'web', 'other', 'scene']
    expect(steps.slice(0, ids.length)).toEqual(ids.map((id) => expect.objectContaining({ id, state: 'waiting' })))
    expect(ids.map((id) => steps.findLast((step) => step.id === id)?.state)).toEqual(ids.map(() => 'done'))
  })

  it('answers through the gateway, on 127.0.0.1 only', async () => {
    expect(await bodyOf(stack.gatewayUrl)).toBe('tiny')
    const info = await docker.getContainer(stack.containerId('gateway')).inspect()
    expect(info.HostConfig.PortBindings).toEqual({ '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] })
  })

  it('has the fault laid in, with directories as they were and new ones readable', async () => {
    const listed = await sh(
      'cat /srv/answer /scratch/late /srv/ran; stat -c %u-%a /srv/owned /srv/fresh /srv/fresh/deep/file; df -i /scratch',
    )
    expect(listed.stderr).toBe('')
    expect(listed.stdout).toMatch(/^brokenlatefirst\nsecond\n1000-700\n0-755\n0-755\n/)
    expect(listed.stdout).toMatch(/tmpfs +20 /)
  })

  it('resolves instances by name between them', async () => {
    const answer = await sh('exec 3<>/dev/tcp/web/80; printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3', 'other')
    expect(answer.exitCode).not.toBe(0)
    const bash = await stack.exec(
      'other',
      ['bash', '-c', 'exec 3<>/dev/tcp/web/80; printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3'],
      {
        timeoutMs: 5000,
      },
    )
    expect(bash.stdout).toContain('broken')
  })

  it('keeps standard output and error apart, passes input and environment, and tells the exit code', async () => {
    const result = await stack.exec('web', ['sh', '-c', 'cat; echo "$A" >&2; exit 7'], {
      stdin: 'häh?',
      environment: { A: 'b c' },
      timeoutMs: 5000,
    })
    expect(result).toEqual({ exitCode: 7, stdout: 'häh?', stderr: 'b c\n' })
    const user = await stack.exec('web', ['id', '-u'], { user: '1000', timeoutMs: 5000 })
    expect(user.stdout).toBe('1000\n')
  })

  it('limits output and makes it valid text', async () => {
    const result = await stack.exec('web', ['sh', '-c', 'printf "\\377ok"; head -c 5000000 /dev/zero'], {
      timeoutMs: 20_000,
      maxOutputBytes: 1000,
    })
    expect(result.exitCode).toBe(0)
    expect(result.stdout).toHaveLength(1000)
    expect(result.stdout.slice(0, 3)).toBe('\uFFFDok')
  })

  it('says so when a program does not exist', async () => {
    const result = await stack.exec('web', ['no-such-program'], { timeoutMs: 5000 })
    expect([126, 127]).toContain(result.exitCode)
  })

  it('kills a program and its children inside when its time is over', async () => {
    const result = await stack.exec('web', ['sh', '-c', 'echo begun; sleep 4711 & sleep 4712'], { timeoutMs: 500 })
    expect(result).toEqual({ exitCode: null, stdout: 'begun\n', stderr: '' })
    const left = await sh('cat /proc/[0-9]*/cmdline | tr "\\0" " "')
    expect(left.stdout).not.toContain('sleep 471')
  })

  it('kills a program of another user when the signal aborts', async () => {
    const abort = new AbortController()
    const running = stack.exec('web', ['sleep', '4713'], { user: '1000', timeoutMs: 60_000, signal: abort.signal })
    setTimeout(() => abort.abort(), 300)
    expect((await running).exitCode).toBeNull()
    expect((await sh('cat /proc/[0-9]*/cmdline | tr "\\0" " "')).stdout).not.toContain('sleep 4713')
  })

  it('tells of stops and restarts, waits until ready, and keeps a volume of limited size over a restart', async () => {
    const changes: InstanceChange[] = []
    const lines: string[] = []
    const end = new AbortController()
    const stop = stack.onChange((change) => changes.push(change))
    const following = stack.followLogs('web', { signal: end.signal, onLine: (line) => lines.push(line) })
    await sh('echo kept > /data/file')
    await sleep(200)
    await stack.restart('web')
    expect((await sh('cat /data/file')).stdout).toBe('kept\n')
    await waitFor(() => changes.length >= 2 && lines.filter((line) => line === 'listening on 80').length === 2)
    expect(changes).toEqual([
      { instance: 'web', state: 'stopped' },
      { instance: 'web', state: 'restarted' },
    ])
    stop()
    end.abort()
    await following
  })

  it('finds the gateway again after its restart', async () => {
    await stack.restart('gateway')
    expect(await bodyOf(stack.gatewayUrl)).toBe('tiny')
  })

  it('pauses, counts as running then, and is adopted by a later process', async () => {
    await sh('echo -n written > /scratch/file')
    await stack.pause()
    await stack.pause()
    expect((await stack.states()).map(({ state }) => state)).toEqual(['running', 'running', 'running'])
    const later = createRuntime({ docker, images, owner, now: Date.now })
    const adopted = await later.adopt(stack.plan, stack.stackId)
    expect(adopted?.gatewayUrl).toBe(stack.gatewayUrl)
    expect((await adopted?.exec('web', ['cat', '/scratch/file'], { timeoutMs: 5000 }))?.stdout).toBe('written')
    await stack.unpause()
  })

  it('is not adopted when a stopped instance has lost its memory filesystem', async () => {
    await docker.getContainer(stack.containerId('web')).stop({ t: 1 })
    expect((await stack.states()).find(({ name }) => name === 'web')?.state).toBe('stopped')
    expect(await runtime.adopt(stack.plan, stack.stackId)).toBeUndefined()
    await expect(stack.exec('web', ['true'], { timeoutMs: 1000 })).rejects.toThrow('web is not running')
  })

  it('is gone without a trace after destroy, which may be called twice', async () => {
    await stack.destroy()
    await stack.destroy()
    expect(await countLabelled(docker, `firedrill.stack=${stack.stackId}`)).toBe(0)
    expect(await runtime.adopt(stack.plan, stack.stackId)).toBeUndefined()
  })
})

describe('a stack without memory filesystems', () => {
  it('is adopted after its instances have stopped, as after a restart of the engine', async () => {
    const stack = await boot(tinyPlan([tinyInstance('web', { mounts: [{ kind: 'volume', target: '/data' }] })]))
    await stack.exec('web', ['sh', '-c', 'echo kept > /data/file'], { timeoutMs: 5000 })
    await Promise.all(['web', 'gateway'].map((name) => docker.getContainer(stack.containerId(name)).stop({ t: 1 })))
    const adopted = await runtime.adopt(stack.plan, stack.stackId)
    expect(await bodyOf(adopted?.gatewayUrl ?? '')).toBe('tiny')
    expect((await adopted?.exec('web', ['cat', '/data/file'], { timeoutMs: 5000 }))?.stdout).toBe('kept\n')
    await docker.getContainer(stack.containerId('web')).remove({ force: true })
    expect(await runtime.adopt(stack.plan, stack.stackId)).toBeUndefined()
    await stack.destroy()
  })
})
