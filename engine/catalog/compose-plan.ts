import { durationMs, type InstancePlan, type MountPlan, type ReadyRule } from '../contract/index.ts'
import { type ComposeFile, type ComposeService, splitOnce } from './compose-schema.ts'
import { parseBytes, parseMemoryOptions, shellWords } from './units.ts'

const DEFAULT_CPUS = 0.5
const DEFAULT_MEMORY_BYTES = 256 * 1024 ** 2
const DEFAULT_PIDS = 512

/** What the runtime is asked for, from a compose.yaml that has been checked. */
export function planInstances(compose: ComposeFile): InstancePlan[] {
  return Object.entries(compose.services).map(([name, service]) => planInstance(name, service, compose))
}

function planInstance(name: string, service: ComposeService, compose: ComposeFile): InstancePlan {
  const own = service['x-firedrill']
  return {
    name,
    image: service.image,
    hostname: service.hostname ?? name,
    title: own?.title ?? name,
    role: own?.role ?? 'player',
    ...(service.command === undefined ? {} : { command: commandOf(service.command) }),
    environment: environmentOf(service.environment ?? {}),
    mounts: [...tmpfsMounts(service), ...volumeMounts(service, compose)],
    cpus: service.cpus ?? DEFAULT_CPUS,
    memoryBytes: memoryOf(service.mem_limit),
    pidsLimit: service.pids_limit ?? DEFAULT_PIDS,
    networks: service.networks,
    publish: (service.ports ?? []).map(portOf),
    dependsOn: service.depends_on ?? [],
    ready: readyRule(own ?? { ready: { running: true }, timeout: '60s' }),
    ...(service.working_dir === undefined ? {} : { workingDir: service.working_dir }),
  }
}

function commandOf(command: string | string[]): string[] {
  return typeof command === 'string' ? shellWords(command) : command
}

function environmentOf(environment: NonNullable<ComposeService['environment']>): Record<string, string> {
  const pairs = Array.isArray(environment)
    ? environment.map((line): [string, string] => {
        const at = line.indexOf('=')
        return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
      })
    : Object.entries(environment).map(([name, value]): [string, string] => [name, value === null ? '' : String(value)])
  return Object.fromEntries(pairs)
}

function tmpfsMounts(service: ComposeService): MountPlan[] {
  return [service.tmpfs ?? []].flat().map((text) => {
    const [target, options] = splitOnce(text)
    return { kind: 'tmpfs', target, ...parseMemoryOptions(options) }
  })
}

/** A named volume with driver options is a memory filesystem of limited size that outlives a restart of its instance. */
function volumeMounts(service: ComposeService, compose: ComposeFile): MountPlan[] {
  return (service.volumes ?? []).map((text) => {
    const [name, target] = splitOnce(text)
    const options = compose.volumes?.[name]?.driver_opts?.o ?? ''
    return { kind: 'volume', name, target, ...parseMemoryOptions(options) }
  })
}

function memoryOf(limit: ComposeService['mem_limit']): number {
  if (typeof limit === 'number') return limit
  return limit === undefined ? DEFAULT_MEMORY_BYTES : (parseBytes(limit) ?? DEFAULT_MEMORY_BYTES)
}

function portOf(text: string): number {
  return Number(text.slice(text.lastIndexOf(':') + 1))
}

function readyRule({ ready, timeout }: Pick<NonNullable<ComposeService['x-firedrill']>, 'ready' | 'timeout'>): ReadyRule {
  const timeoutMs = durationMs(timeout)
  if ('exec' in ready) return { kind: 'exec', command: ready.exec, timeoutMs }
  if ('log' in ready) return { kind: 'log', pattern: ready.log, timeoutMs }
  if ('running' in ready) return { kind: 'running', timeoutMs }
  const { path, status } = typeof ready.http === 'string' ? { path: ready.http, status: 200 } : ready.http
  return { kind: 'http', path, status, timeoutMs }
}
