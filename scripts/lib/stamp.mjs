import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const SKIPPED_FOLDERS = new Set(['node_modules', '.git'])

/** Content of a JSON file; `undefined` when it isn't there or isn't JSON (then the step runs again). */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Writes a JSON file whole or not at all. */
export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${randomUUID()}.tmp`
  writeFileSync(temporary, `${JSON.stringify(value)}\n`)
  renameSync(temporary, file)
}

/** SHA-256 of a file, as hex. */
export function hashFile(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/**
 * Time and size of all files under some paths. Cheap to take: equal listings mean that nothing has changed.
 * @param {string} root
 * @param {string[]} paths files or folders below root; those that aren't there are left out
 * @param {(path: string) => boolean} [accept] which files count
 * @returns {Record<string, string>} path below root to time and size
 */
export function listing(root, paths, accept = () => true) {
  const found = {}
  const visit = (path) => {
    const stats = statSync(join(root, path), { throwIfNoEntry: false })
    if (!stats) return
    if (!stats.isDirectory()) {
      if (accept(path)) found[path] = `${stats.mtimeMs}:${stats.size}`
      return
    }
    for (const name of readdirSync(join(root, path)).sort()) if (!SKIPPED_FOLDERS.has(name)) visit(`${path}/${name}`)
  }
  for (const path of paths) visit(path)
  return found
}

/** SHA-256 over names and contents of the files of a {@link listing}. */
export function hashListing(root, files) {
  const hash = createHash('sha256')
  for (const path of Object.keys(files).sort()) hash.update(`${path}\0${hashFile(join(root, path))}\n`)
  return hash.digest('hex')
}

/**
 * Compares sources with the stamp of the last run: first by time and size, then, only if those differ, by content.
 * @param {{ root: string, stampFile: string, paths: string[], accept?: (path: string) => boolean }} what
 * @returns {{ fresh: boolean, stamp: object | undefined, next: { files: Record<string, string>, hash: string } }}
 *   `next` is what to write once the step is done. It describes the sources as they are now, before the step runs.
 */
export function compareWithStamp({ root, stampFile, paths, accept }) {
  const stamp = readJson(stampFile)
  const files = listing(root, paths, accept)
  if (stamp?.hash && sameListing(stamp.files, files)) return { fresh: true, stamp, next: { files, hash: stamp.hash } }
  const hash = hashListing(root, files)
  const fresh = stamp?.hash === hash
  // Touched, not changed (a fresh checkout of another branch and back): remember the new times.
  if (fresh) writeJson(stampFile, { ...stamp, files })
  return { fresh, stamp, next: { files, hash } }
}

function sameListing(a, b) {
  const keys = Object.keys(a ?? {})
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
