import { join } from 'node:path'
import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { pack } from 'tar-fs'
import { DiskFullError, engineMessage, isDiskFull } from '../engine-error.ts'
import { createLineSplitter } from '../lines.ts'
import { untilClosed } from '../until-closed.ts'
import { BuildOutput, type BuildStep } from './build-output.ts'
import { targetOf } from './content-hash.ts'
import { listContextFiles } from './context-files.ts'

/** A build failed. The message carries the last lines that it printed. */
export class BuildError extends Error {
  constructor(name: string, reason: string, lastLines: string) {
    super(`The image ${name} could not be built: ${reason}\nThe last lines of the build:\n${lastLines}`)
    this.name = 'BuildError'
  }
}

export interface BuildOptions {
  stackDir: string
  /** Such as `firedrill/app`. */
  name: string
  /** Content-hash tag to give it. */
  tag: string
  onStep(step: BuildStep): void
  signal: AbortSignal
}

/** Builds one target with the classic builder, which every engine has. A failed or aborted build leaves no layer behind. */
export async function buildImage(docker: Docker, options: BuildOptions): Promise<void> {
  const output = new BuildOutput(options.onStep)
  try {
    await runBuild(docker, options, output)
    options.signal.throwIfAborted()
    if (output.error !== undefined) throw new BuildError(options.name, output.error, output.tail())
  } catch (error) {
    await removeLayers(docker, output.newLayers)
    options.signal.throwIfAborted()
    if (isDiskFull(error)) throw new DiskFullError(`building the image ${options.name}`, error)
    throw error instanceof BuildError ? error : new BuildError(options.name, engineMessage(error), output.tail())
  }
}

async function runBuild(docker: Docker, options: BuildOptions, output: BuildOutput): Promise<void> {
  const stream = (await docker.buildImage(await packContext(options.stackDir), {
    dockerfile: 'Dockerfile',
    target: targetOf(options.name),
    t: options.tag,
    rm: true,
    forcerm: true,
    version: '1',
    abortSignal: options.signal,
  })) as Readable
  stream.on(
    'data',
    createLineSplitter((line) => output.readMessage(line)),
  )
  await untilClosed(stream, options.signal)
}

/** The same bytes for the same files on every machine: order, owner, mode and time are ours. */
async function packContext(stackDir: string): Promise<Readable> {
  const files = await listContextFiles(stackDir, { includeNodeModules: true })
  const executable = new Set(files.filter((file) => file.executable).map((file) => file.path))
  const archive = pack(stackDir, {
    entries: files.map((file) => join(file.path)),
    map: (header) => {
      header.mode = executable.has(header.name) ? 0o755 : 0o644
      header.mtime = new Date(0)
      header.uid = 0
      header.gid = 0
      return header
    },
  })
  return Readable.from(archive)
}

/** Newest first, since a layer can't go before those that stand on it. A layer that got a name stays. */
async function removeLayers(docker: Docker, layers: string[]): Promise<void> {
  for (const layer of layers.toReversed()) {
    const image = docker.getImage(layer)
    const info = await image.inspect().catch(() => undefined)
    if (info && (info.RepoTags ?? []).length === 0) await image.remove().catch(() => {})
  }
}
