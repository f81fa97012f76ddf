import type Docker from 'dockerode'
import { isGone } from '../engine-error.ts'
import { baseImagePresent, pullBaseImage } from './base-image.ts'
import { buildImage } from './build-image.ts'
import { lastBuildMs } from './build-time.ts'
import { contentTags, targetOf } from './content-hash.ts'
import { removeOldTags } from './old-tags.ts'

export interface ImageProgress {
  /** What is being done, for people. */
  message: string
  /** 0..1 of the whole, where known. */
  fraction?: number
  /** Milliseconds left, where an earlier build shows how long it takes. */
  etaMs?: number
}

export interface ImageSet {
  /** Folder of the Dockerfile: levels/_stack. */
  stackDir: string
  /** Images to have, such as `firedrill/app`: the part after the slash is the Dockerfile's target. */
  names: string[]
}

export interface PrepareOptions extends ImageSet {
  onProgress(progress: ImageProgress): void
  signal: AbortSignal
}

/**
 * Makes sure that the engine has the images of the stack as it is on disk, and builds those it lacks. Gives each name's
 * content-hash tag. Throws BuildError, DiskFullError, or the signal's reason; nothing half-made is left then.
 */
export async function prepareImages(docker: Docker, options: PrepareOptions): Promise<Map<string, string>> {
  const tags = await contentTags(options.stackDir, options.names)
  const missing = await missingImages(docker, tags)
  if (missing.length === 0) return tags
  if (!(await baseImagePresent(docker))) await pullBaseImage(docker, options)
  for (const [index, name] of missing.entries()) {
    const report = await createReport(docker, options, { name, index, count: missing.length })
    const tag = tags.get(name) ?? ''
    await buildImage(docker, { stackDir: options.stackDir, name, tag, onStep: report, signal: options.signal })
    // For use by hand: docker run firedrill/app
    await docker.getImage(tag).tag({ repo: name, tag: 'latest' })
  }
  await removeOldTags(docker, tags)
  options.onProgress({ message: 'The images are ready', fraction: 1 })
  return tags
}

/** True when nothing has to be built. Takes a hash of the stack's files and one look at each image. */
export async function imagesReady(docker: Docker, options: ImageSet): Promise<boolean> {
  return (await missingImages(docker, await contentTags(options.stackDir, options.names))).length === 0
}

async function missingImages(docker: Docker, tags: Map<string, string>): Promise<string[]> {
  const present = await Promise.all([...tags.values()].map((tag) => hasImage(docker, tag)))
  return [...tags.keys()].filter((_, index) => !present[index])
}

async function hasImage(docker: Docker, tag: string): Promise<boolean> {
  try {
    await docker.getImage(tag).inspect()
    return true
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

/** Turns the steps of one image into the progress of all. */
async function createReport(
  docker: Docker,
  options: PrepareOptions,
  image: { name: string; index: number; count: number },
): Promise<(step: { number: number; count: number }) => void> {
  const lastMs = await lastBuildMs(docker, image.name)
  const title = `Building the image ${targetOf(image.name)} (${image.index + 1} of ${image.count})`
  options.onProgress({ message: title, fraction: image.index / image.count })
  return ({ number, count }) => {
    const ofImage = (number - 1) / count
    options.onProgress({
      message: `${title}: step ${number} of ${count}`,
      fraction: (image.index + ofImage) / image.count,
      ...(lastMs === undefined ? {} : { etaMs: Math.round(lastMs * (1 - ofImage)) }),
    })
  }
}
