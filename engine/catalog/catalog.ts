import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { LevelProblem } from '../contract/index.ts'
import { insideFolder } from './folder.ts'
import { readLevelFolder } from './level-folder.ts'
import { LevelError } from './problems.ts'
import { fillText } from './template.ts'
import type { Level, LevelEntry } from './types.ts'

/**
 * Reads all levels of some folders, each of which holds level folders. Names that start with `_` or `.` are skipped.
 * A level with problems is left out and its problems are told; it never hides the others.
 */
export async function readCatalog(folders: string[]): Promise<{ levels: LevelEntry[]; problems: LevelProblem[] }> {
  const levels: LevelEntry[] = []
  const problems: LevelProblem[] = []
  for (const folder of folders) {
    for (const dir of await levelFolders(folder, problems)) {
      const entry = await readEntry(dir, problems)
      const twin = levels.find(({ id }) => id === entry?.id)
      if (entry && twin)
        problems.push({ file: dir, message: `there is a level \`${entry.id}\` already, in ${twin.dir}; this one is left out` })
      else if (entry) levels.push(entry)
    }
  }
  return { levels, problems }
}

async function levelFolders(folder: string, problems: LevelProblem[]): Promise<string[]> {
  try {
    const found = await readdir(folder, { withFileTypes: true })
    const names = found.filter((item) => item.isDirectory() && !/^[._]/.test(item.name)).map(({ name }) => name)
    return names.toSorted().map((name) => path.resolve(folder, name))
  } catch (error) {
    problems.push({
      file: folder,
      message: `the folder of levels cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    })
    return []
  }
}

async function readEntry(dir: string, problems: LevelProblem[]): Promise<LevelEntry | undefined> {
  try {
    const { hash, variants } = await readLevelFolder(dir)
    const [first] = variants
    if (!first) return undefined
    const instances = first.stack.instances.map(({ name, title, role }) => ({ name, title, role }))
    return { id: first.file.id, dir, file: first.file, hash, instances }
  } catch (error) {
    if (!(error instanceof LevelError)) throw error
    problems.push(...error.problems)
    return undefined
  }
}

/**
 * Draws a level's variant and resolves everything that is needed to boot it. The files are read anew, so an author
 * sees the last save.
 *
 * @param seed any whole number from 0; equal seeds draw equal variants, and counting up meets every variant
 * @throws LevelError with everything that is wrong with the level
 */
export async function loadLevel(entry: LevelEntry, seed: number): Promise<Level> {
  const { hash, variants } = await readLevelFolder(entry.dir)
  const variant = seed % variants.length
  const drawn = variants[variant]
  if (!drawn) throw new RangeError(`a seed must be a whole number from 0, not ${seed}`)
  const plan = { levelId: drawn.file.id, ...drawn.stack, fault: drawn.fault }
  return { file: drawn.file, dir: entry.dir, hash, plan, seed, variant }
}

/**
 * The text of a check script or a proof of the level, with `{{ name }}` of its variant filled in.
 *
 * @param relative a path in the level's folder, with `/`
 * @throws LevelError when it leads out of the folder or isn't there
 */
export async function readScript(level: Pick<Level, 'dir' | 'file' | 'variant'>, relative: string): Promise<string> {
  const values = level.file.variants[level.variant] ?? {}
  try {
    const text = await readFile(await insideFolder(level.dir, relative), 'utf8')
    // Other tools write double braces too, so a name that isn't ours is left alone.
    return fillText(text, values, () => undefined)
  } catch (error) {
    throw new LevelError([
      { file: path.join(level.dir, relative), message: error instanceof Error ? error.message : String(error) },
    ])
  }
}
