import type Docker from 'dockerode'
import type { InstancePlan, StackPlan } from '../../contract/index.ts'
import { LABEL, nameInStack, stackLabels } from './labels.ts'
import { EDGE } from './networks.ts'
import { isLimited, memoryFilesystemOptions, volumeKey, volumesOf } from './volumes.ts'

/** What services and their supervisor need to change users and own files. Nothing here mounts, routes or sets a clock. */
const SERVICE_CAPABILITIES = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID', 'KILL']
/** What an operator's tools need on top: ping and tcpdump, strace and lsof. */
const OPERATOR_CAPABILITIES = ['NET_RAW', 'SYS_PTRACE']

const STOP_TIMEOUT_S = 5

/** Where the gateway keeps volumes of limited size mounted; see {@link volumeMounts}. */
const HELD_VOLUMES = '/run/held-volumes'

export interface SpecOptions {
  stackId: string
  owner: string
  plan: StackPlan
  instance: InstancePlan
  /** Content-hash tag of the instance's image. */
  image: string
  /** CPUs that the engine has: it refuses a limit above. */
  engineCpus: number
}

/** What the engine is asked to create for an instance. Its first network is joined here, others before the start. */
export function containerSpec(o: SpecOptions): Docker.ContainerCreateOptions {
  const { instance } = o
  const [network = 'none'] = joinOrder(instance).map((name) => nameInStack(o.stackId, name))
  return {
    name: nameInStack(o.stackId, instance.name),
    Image: o.image,
    Hostname: instance.hostname,
    Labels: { ...stackLabels(o.owner, o.stackId, o.plan.levelId), [LABEL.instance]: instance.name },
    Env: Object.entries(instance.environment).map(([name, value]) => `${name}=${value}`),
    ...(instance.command ? { Cmd: instance.command } : {}),
    ...(instance.workingDir ? { WorkingDir: instance.workingDir } : {}),
    StopTimeout: STOP_TIMEOUT_S,
    ExposedPorts: Object.fromEntries(instance.publish.map((port) => [`${port}/tcp`, {}])),
    HostConfig: {
      ...limits(instance, o.engineCpus),
      ...confinement(instance),
      ...mounts(o),
      ...ports(instance),
      NetworkMode: network,
    },
    NetworkingConfig: { EndpointsConfig: network === 'none' ? {} : { [network]: endpoint(instance) } },
  }
}

/** Networks in the order in which they are joined: the one with a way out first, since ports are published through it. */
export function joinOrder(instance: InstancePlan): string[] {
  return instance.networks.toSorted((a, b) => Number(b === EDGE) - Number(a === EDGE))
}

/** How the instance is known on a network. */
export function endpoint(instance: InstancePlan): Docker.EndpointSettings {
  return { Aliases: [...new Set([instance.name, instance.hostname])] }
}

function limits(instance: InstancePlan, engineCpus: number): Docker.HostConfig {
  return {
    NanoCpus: Math.round(Math.min(instance.cpus, engineCpus) * 1e9),
    Memory: instance.memoryBytes,
    // The same as memory: no swap, so that the limit is where it ends.
    MemorySwap: instance.memoryBytes,
    PidsLimit: instance.pidsLimit,
    // A rootless engine can't give more than it has itself.
    Ulimits: [
      { Name: 'nofile', Soft: 4096, Hard: 4096 },
      { Name: 'core', Soft: 0, Hard: 0 },
    ],
    LogConfig: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '2' } },
  }
}

function confinement(instance: InstancePlan): Docker.HostConfig {
  return {
    Privileged: false,
    CapDrop: ['ALL'],
    CapAdd: instance.role === 'player' ? [...SERVICE_CAPABILITIES, ...OPERATOR_CAPABILITIES] : SERVICE_CAPABILITIES,
    SecurityOpt: ['no-new-privileges'],
    // Docker's default, which Podman lacks: ports below 1024 without a capability.
    Sysctls: { 'net.ipv4.ip_unprivileged_port_start': '0' },
    // Names outside can't be resolved on an internal network: give up after a second instead of twenty.
    DnsOptions: ['timeout:1', 'attempts:1'],
    Init: false,
    RestartPolicy: { Name: 'no' },
  }
}

function mounts(o: SpecOptions): Docker.HostConfig {
  const memory = o.instance.mounts.filter((mount) => mount.kind === 'tmpfs')
  return {
    Tmpfs: Object.fromEntries(memory.map((mount) => [mount.target, memoryFilesystemOptions(mount)])),
    Mounts: volumeMounts(o),
  }
}

/**
 * A volume of limited size lives in memory as long as a running container has it mounted. The gateway holds them all
 * (read-only, out of the player's reach), so that a restart of an instance loses nothing.
 */
function volumeMounts(o: SpecOptions): Docker.MountConfig {
  const own = o.instance.mounts
    .filter((mount) => mount.kind === 'volume')
    .map((mount) =>
      volumeMount(o.stackId, volumeKey(o.instance, mount), mount.target, { limited: isLimited(mount), readOnly: false }),
    )
  if (o.instance.name !== o.plan.gateway) return own
  const held = [...volumesOf(o.plan)].filter(([, mount]) => isLimited(mount))
  return [
    ...own,
    ...held.map(([key]) => volumeMount(o.stackId, key, `${HELD_VOLUMES}/${key}`, { limited: true, readOnly: true })),
  ]
}

function volumeMount(
  stackId: string,
  key: string,
  target: string,
  o: { limited: boolean; readOnly: boolean },
): Docker.MountSettings {
  return {
    Type: 'volume',
    Source: nameInStack(stackId, key),
    Target: target,
    ReadOnly: o.readOnly,
    // What the image has at that place can't be copied into a filesystem that is mounted only later.
    VolumeOptions: { NoCopy: o.limited, Labels: {}, DriverConfig: { Name: 'local', Options: {} } },
  }
}

function ports(instance: InstancePlan): Docker.HostConfig {
  return {
    PortBindings: Object.fromEntries(instance.publish.map((port) => [`${port}/tcp`, [{ HostIp: '127.0.0.1', HostPort: '' }]])),
  }
}
