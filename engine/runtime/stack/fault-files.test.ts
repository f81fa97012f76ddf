import { expect, it } from 'vitest'
import type { InstancePlan, StackPlan } from '../../contract/index.ts'
import { faultFilesOf } from './fault-files.ts'

const web: InstancePlan = {
  name: 'web',
  image: 'firedrill/app',
  hostname: 'web',
  title: 'Web',
  role: 'player',
  environment: {},
  mounts: [
    { kind: 'tmpfs', target: '/tmp' },
    { kind: 'volume', target: '/data', name: 'data', sizeBytes: 1 },
    { kind: 'volume', target: '/plain', name: 'plain' },
  ],
  cpus: 1,
  memoryBytes: 1,
  pidsLimit: 1,
  networks: ['internal'],
  publish: [],
  dependsOn: [],
  ready: { kind: 'running', timeoutMs: 1 },
}

function planWith(...paths: string[]): StackPlan {
  const files = paths.map((path) => ({ path, content: new Uint8Array(), mode: 0o644 }))
  return { levelId: 'l', instances: [web], gateway: 'web', fault: [{ kind: 'files', instance: 'web', files }] }
}

it('lays files of memory filesystems in after the start', () => {
  const { early, late } = faultFilesOf(planWith('etc/a', 'tmp/b', 'data/c/d', 'plain/e', 'tmpx/f'), web)
  expect(early.map(({ path }) => path)).toEqual(['etc/a', 'plain/e', 'tmpx/f'])
  expect(late.map(({ path }) => path)).toEqual(['tmp/b', 'data/c/d'])
})

it.each(['/etc/passwd', '../up', 'a/../../b'])('refuses %s', (path) => {
  expect(() => faultFilesOf(planWith(path), web)).toThrow(RangeError)
})
