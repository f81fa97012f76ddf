import { createHash } from 'node:crypto'
import { lstat, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { listContextFiles } from './context-files.ts'

const TAG_CHARACTERS = 12

/**
 * The content-hash tag of each image, such as `firedrill/app:0a1b2c3d4e5f`. It changes with the Dockerfile, any file of its
 * context (installed packages through their lock file) and nothing else.
 *
 * @param stackDir folder of the Dockerfile
 * @param names such as `firedrill/app`: the part after the slash is the Dockerfile's target
 */
export async function contentTags(stackDir: string, names: readonly string[]): Promise<Map<string, string>> {
  const context = createHash('sha256')
  for (const { path, executable } of await listContextFiles(stackDir, { includeNodeModules: false })) {
    const content = createHash('sha256')
      .update(await contentOf(join(stackDir, path)))
      .digest('hex')
    context.update(`${path}\0${executable}\0${content}\n`)
  }
  const digest = context.digest('hex')
  return new Map(names.map((name) => [name, `${name}:${tagOf(digest, name)}`]))
}

function tagOf(contextDigest: string, name: string): string {
  return createHash('sha256')
    .update(`${targetOf(name)}\n${contextDigest}`)
    .digest('hex')
    .slice(0, TAG_CHARACTERS)
}

/** The Dockerfile's target that an image is built from. */
export function targetOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

async function contentOf(path: string): Promise<Buffer | string> {
  return (await lstat(path)).isSymbolicLink() ? readlink(path) : readFile(path)
}
