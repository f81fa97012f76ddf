import type Docker from 'dockerode'
import type { InstancePlan, MountPlan, StackPlan } from '../../contract/index.ts'
import { nameInStack } from './labels.ts'

/** The plan's name for a volume; one without a name belongs to its instance and place alone. */
export function volumeKey(instance: InstancePlan, mount: MountPlan): string {
  return mount.name ?? `${instance.name}${mount.target.replace(/[^A-Za-z0-9]+/g, '-')}`
}

/** A volume of limited size is a memory filesystem: the one kind of limit that every engine can set. */
export function isLimited(mount: MountPlan): boolean {
  return mount.sizeBytes !== undefined || mount.inodes !== undefined
}

/** The plan's volumes by key, each once: instances that name the same volume share it. */
export function volumesOf(plan: StackPlan): Map<string, MountPlan> {
  const volumes = new Map<string, MountPlan>()
  for (const instance of plan.instances) {
    for (const mount of instance.mounts) {
      const key = volumeKey(instance, mount)
      if (mount.kind === 'volume' && !(volumes.has(key) && !isLimited(mount))) volumes.set(key, mount)
    }
  }
  return volumes
}

/** True when stopping the stack's containers would lose files. */
export function losesFilesWhenStopped(plan: StackPlan): boolean {
  return plan.instances.some((instance) => instance.mounts.some((mount) => mount.kind === 'tmpfs' || isLimited(mount)))
}

/** Makes one volume of a stack. */
export async function createVolume(
  docker: Docker,
  o: { stackId: string; key: string; mount: MountPlan; labels: Record<string, string> },
): Promise<void> {
  await docker.createVolume({
    Name: nameInStack(o.stackId, o.key),
    Driver: 'local',
    DriverOpts: isLimited(o.mount) ? { type: 'tmpfs', device: 'tmpfs', o: memoryFilesystemOptions(o.mount) } : {},
    Labels: o.labels,
  })
}

/** Mount options such as `size=67108864,nr_inodes=2000,mode=1777`. */
export function memoryFilesystemOptions(mount: MountPlan): string {
  const options = []
  if (mount.sizeBytes !== undefined) options.push(`size=${mount.sizeBytes}`)
  if (mount.inodes !== undefined) options.push(`nr_inodes=${mount.inodes}`)
  if (mount.mode !== undefined) options.push(`mode=${mount.mode.toString(8).padStart(4, '0')}`)
  return options.join(',')
}
