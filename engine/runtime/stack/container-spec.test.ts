import { expect, it } from 'vitest'
import type { InstancePlan, StackPlan } from '../../contract/index.ts'
import { containerSpec } from './container-spec.ts'

const instance = (over: Partial<InstancePlan>): InstancePlan => ({
  name: 'web',
  image: 'firedrill/app',
  hostname: 'web-1',
  title: 'Web',
  role: 'player',
  environment: { A: 'b' },
  mounts: [],
  cpus: 4,
  memoryBytes: 1000,
  pidsLimit: 50,
  networks: ['internal'],
  publish: [],
  dependsOn: [],
  ready: { kind: 'running', timeoutMs: 1 },
  ...over,
})

const web = instance({
  mounts: [
    { kind: 'tmpfs', target: '/tmp', sizeBytes: 4096, inodes: 10, mode: 0o1777 },
    { kind: 'volume', target: '/data', name: 'data', sizeBytes: 4096 },
  ],
})
const gateway = instance({ name: 'gateway', role: 'system', networks: ['internal', 'edge'], publish: [80] })
const plan: StackPlan = { levelId: 'l', instances: [web, gateway], gateway: 'gateway', fault: [] }
const specOf = (of: InstancePlan) =>
  containerSpec({ stackId: 's1', owner: 'o', plan, instance: of, image: 'firedrill/app:1', engineCpus: 2 })

it('confines an instance and limits it, and never by more than the engine has', () => {
  const { HostConfig, Labels, NetworkingConfig } = specOf(web)
  expect(HostConfig).toMatchObject({
    Privileged: false,
    CapDrop: ['ALL'],
    CapAdd: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID', 'KILL', 'NET_RAW', 'SYS_PTRACE'],
    SecurityOpt: ['no-new-privileges'],
    NanoCpus: 2e9,
    Memory: 1000,
    MemorySwap: 1000,
    PidsLimit: 50,
    Tmpfs: { '/tmp': 'size=4096,nr_inodes=10,mode=1777' },
    NetworkMode: 'firedrill-s1-internal',
    PortBindings: {},
  })
  expect(HostConfig).not.toHaveProperty('Binds')
  expect(Labels).toEqual({ 'firedrill.owner': 'o', 'firedrill.stack': 's1', 'firedrill.level': 'l', 'firedrill.instance': 'web' })
  expect(NetworkingConfig?.EndpointsConfig).toEqual({ 'firedrill-s1-internal': { Aliases: ['web', 'web-1'] } })
})

it('gives the gateway its port on loopback, fewer capabilities, and the memory volumes to hold', () => {
  const { HostConfig } = specOf(gateway)
  expect(HostConfig?.NetworkMode).toBe('firedrill-s1-edge')
  expect(HostConfig?.PortBindings).toEqual({ '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] })
  expect(HostConfig?.CapAdd).not.toContain('NET_RAW')
  expect(HostConfig?.Mounts).toEqual([
    expect.objectContaining({ Type: 'volume', Source: 'firedrill-s1-data', Target: '/run/held-volumes/data', ReadOnly: true }),
  ])
})

it('refuses a stack id that could name something else', () => {
  expect(() => containerSpec({ stackId: '../x', owner: 'o', plan, instance: web, image: 'i', engineCpus: 2 })).toThrow(RangeError)
})
