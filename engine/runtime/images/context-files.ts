import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import dockerignore from '@balena/dockerignore'

/** A file of the build context. */
export interface ContextFile {
  /** Relative, with forward slashes. */
  path: string
  executable: boolean
}

export interface ContextOptions {
  /** Installed packages are many files that a lock file stands for: a hash leaves them out, a build can't. */
  includeNodeModules: boolean
}

/** The build context's files in a stable order, without what .dockerignore leaves out. */
export async function listContextFiles(stackDir: string, options: ContextOptions): Promise<ContextFile[]> {
  const ignore = dockerignore({ ignorecase: false }).add(await readIgnoreFile(stackDir))
  const isIncluded = ignore.createFilter()
  const files: ContextFile[] = []

  async function walk(folder: string): Promise<void> {
    const entries = await readdir(join(stackDir, folder), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' || options.includeNodeModules) await walk(path)
      } else if ((entry.isFile() || entry.isSymbolicLink()) && (path === 'Dockerfile' || isIncluded(path))) {
        files.push({ path, executable: entry.isFile() && ((await stat(join(stackDir, path))).mode & 0o100) !== 0 })
      }
    }
  }

  await walk('')
  return withExecuteBits(files)
}

/** Windows keeps no execute bits: every file gets one there, as the docker command does it. */
function withExecuteBits(files: ContextFile[]): ContextFile[] {
  return files.some((file) => file.executable) ? files : files.map((file) => ({ ...file, executable: true }))
}

async function readIgnoreFile(stackDir: string): Promise<string> {
  try {
    return await readFile(join(stackDir, '.dockerignore'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
