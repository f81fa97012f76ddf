import type Docker from 'dockerode'
import tar from 'tar-stream'
import type { FaultStepPlan, InstancePlan, StackPlan } from '../../contract/index.ts'
import { isGone } from '../engine-error.ts'
import { isLimited } from './volumes.ts'

type FaultFile = Extract<FaultStepPlan, { kind: 'files' }>['files'][number]

/** An instance's fault files, as they must be laid in. */
export interface FaultFiles {
  /** Copied in before the start. */
  early: FaultFile[]
  /** Their place is a memory filesystem that exists only while the instance runs: the engine would lose them before. */
  late: FaultFile[]
}

/** The files the fault lays over an instance. Throws for a path that would leave the instance's root. */
export function faultFilesOf(plan: StackPlan, instance: InstancePlan): FaultFiles {
  const files = plan.fault.flatMap((step) => (step.kind === 'files' && step.instance === instance.name ? step.files : []))
  for (const file of files) {
    if (file.path.startsWith('/') || file.path.split('/').includes('..')) {
      throw new RangeError(`a fault's file must lie inside its instance: ${file.path}`)
    }
  }
  const inMemory = instance.mounts
    .filter((mount) => mount.kind === 'tmpfs' || isLimited(mount))
    .map((mount) => `${mount.target}/`)
  const isLate = (file: FaultFile) => inMemory.some((target) => `/${file.path}`.startsWith(target))
  return { early: files.filter((file) => !isLate(file)), late: files.filter(isLate) }
}

/** Copies files into a container that has not started yet. Directories that are there keep their owner and mode. */
export async function layEarlyFiles(container: Docker.Container, files: FaultFile[], now: number): Promise<void> {
  if (files.length === 0) return
  const directories = await missingDirectories(container, files)
  await container.putArchive(await packFiles(files, directories, now), { path: '/', noOverwriteDirNonDir: 'true' })
}

/** A tar archive of the files, and of the directories that have to be made for them. */
export async function packFiles(files: FaultFile[], directories: string[], now: number): Promise<Buffer> {
  const pack = tar.pack()
  const mtime = new Date(now)
  for (const name of directories) pack.entry({ name: `${name}/`, type: 'directory', mode: 0o755, mtime })
  for (const file of files) pack.entry({ name: file.path, mode: file.mode & 0o7777, mtime }, Buffer.from(file.content))
  pack.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of pack) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Left to itself, the engine would make them unreadable to anyone but root. */
async function missingDirectories(container: Docker.Container, files: FaultFile[]): Promise<string[]> {
  const all = [...new Set(files.flatMap((file) => ancestors(file.path)))].sort()
  const missing = await Promise.all(all.map((path) => isMissing(container, path)))
  return all.filter((_, index) => missing[index])
}

function ancestors(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

async function isMissing(container: Docker.Container, path: string): Promise<boolean> {
  try {
    await container.infoArchive({ path: `/${path}` })
    return false
  } catch (error) {
    if (isGone(error)) return true
    throw error
  }
}
