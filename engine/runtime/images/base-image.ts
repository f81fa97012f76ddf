import type { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { z } from 'zod'
import { DiskFullError, engineMessage, isDiskFull, isGone } from '../engine-error.ts'
import { createLineSplitter } from '../lines.ts'
import type { ImageProgress } from './prepare-images.ts'

/** What the stack's Dockerfile starts from. */
export const BASE_IMAGE = 'debian:bookworm-slim'

const pullMessageSchema = z.object({
  id: z.string().optional(),
  error: z.string().optional(),
  progressDetail: z.object({ current: z.number().optional(), total: z.number().optional() }).optional(),
})

/** True when the engine has the base image, pulled or imported. */
export async function baseImagePresent(docker: Docker): Promise<boolean> {
  try {
    await docker.getImage(BASE_IMAGE).inspect()
    return true
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

/** Pulls the base image. Throws what the registry or the way to it said. */
export async function pullBaseImage(
  docker: Docker,
  options: { onProgress(progress: ImageProgress): void; signal: AbortSignal },
): Promise<void> {
  const message = `Downloading the base image ${BASE_IMAGE}`
  options.onProgress({ message })
  try {
    await pull(docker, options.signal, (fraction) => options.onProgress({ message, fraction }))
  } catch (error) {
    options.signal.throwIfAborted()
    if (isDiskFull(error)) throw new DiskFullError('downloading the base image', error)
    throw new Error(
      `The base image ${BASE_IMAGE} could not be downloaded: ${engineMessage(error)}. Check the connection to the image registry ` +
        `(\`docker pull ${BASE_IMAGE}\` shows the same). On Debian and Ubuntu \`npm start\` can make it without a registry.`,
      { cause: error },
    )
  }
}

async function pull(docker: Docker, signal: AbortSignal, onFraction: (fraction: number) => void): Promise<void> {
  const stream = (await docker.pull(BASE_IMAGE, { abortSignal: signal })) as Readable
  const layers = new Map<string, { current: number; total: number }>()
  let failure: string | undefined
  stream.on(
    'data',
    createLineSplitter((line) => {
      const { id, error, progressDetail } = pullMessageSchema.catch({}).parse(tryJson(line))
      failure ??= error
      if (id === undefined || !progressDetail?.total) return
      layers.set(id, { current: progressDetail.current ?? 0, total: progressDetail.total })
      onFraction(fractionOf([...layers.values()]))
    }),
  )
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject)
    stream.on('close', resolve)
  })
  if (failure !== undefined) throw new Error(failure)
}

function fractionOf(layers: { current: number; total: number }[]): number {
  const total = layers.reduce((sum, layer) => sum + layer.total, 0)
  return Math.min(1, layers.reduce((sum, layer) => sum + layer.current, 0) / total)
}

function tryJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
