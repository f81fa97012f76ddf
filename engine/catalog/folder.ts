import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'

/** A file of a level's folder. */
export interface FolderFile {
  /** Relative to the folder that was listed, with `/` on every system. */
  path: string
  content: Uint8Array
  executable: boolean
}

/** All files below a folder, sorted by path. A link that leads out of it is an error: a level is shared as a folder. */
export async function listFiles(folder: string, below = ''): Promise<FolderFile[]> {
  const files: FolderFile[] = []
  for (const name of (await readdir(path.join(folder, below))).toSorted()) {
    const relative = below === '' ? name : `${below}/${name}`
    const found = await lstat(path.join(folder, relative))
    if (found.isDirectory()) files.push(...(await listFiles(folder, relative)))
    else files.push(await readOne(folder, relative, found.isSymbolicLink()))
  }
  return files
}

async function readOne(folder: string, relative: string, isLink: boolean): Promise<FolderFile> {
  const file = isLink ? await insideFolder(folder, relative) : path.join(folder, relative)
  const found = await stat(file)
  // Reading a pipe would wait for ever.
  if (!found.isFile()) throw new Error(`\`${relative}\` is neither a file nor a folder`)
  return { path: relative, content: await readFile(file), executable: (found.mode & 0o100) !== 0 }
}

/**
 * The absolute path of something in a folder.
 *
 * @throws Error in plain words when the path leads out of the folder, or when nothing is there
 */
export async function insideFolder(folder: string, relative: string): Promise<string> {
  const parts = relative.split('/')
  if (relative === '' || path.isAbsolute(relative) || path.win32.isAbsolute(relative) || relative.includes('\\')) {
    throw new Error(`\`${relative}\` must be a path inside the level's folder, written with \`/\``)
  }
  if (parts.includes('..')) throw new Error(`\`${relative}\` leaves the level's folder`)
  const root = await realpath(folder)
  const real = await realpath(path.join(folder, relative)).catch(() => undefined)
  if (real === undefined) throw new Error(`\`${relative}\` does not exist in the level's folder`)
  if (!real.startsWith(root + path.sep)) throw new Error(`\`${relative}\` is a link that leaves the level's folder`)
  return real
}

/** SHA-256 over names, modes and contents, as hexadecimal: the same on every machine that has the same level. */
export function hashFiles(files: readonly FolderFile[]): string {
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(`${file.path}\0${file.executable ? 'x' : '-'}\0${file.content.length}\0`)
    hash.update(file.content)
  }
  return hash.digest('hex')
}
