import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '../..')

export interface Import {
  /** Path below the root, with slashes. */
  from: string
  /** A path below the root for a local import, else the package's specifier. */
  to: string
  isLocal: boolean
}

const SOURCE = /\.(ts|tsx|mts|mjs)$/
const STATEMENT = /^\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Source files below a folder of the root, with slashes. */
export function sourceFiles(folder: string): string[] {
  const entries = readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

/** What a source text imports, statically or not, values and types alike. */
export function importsOf(from: string, text: string): Import[] {
  // Comments go first: they may quote an import. A `//` inside a string is an address and follows a colon.
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"])\/\/.*$/gm, '$1')
  return [...code.matchAll(STATEMENT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? ''
    const isLocal = specifier.startsWith('.')
    return { from, to: isLocal ? path.posix.join(path.posix.dirname(from), specifier) : specifier, isLocal }
  })
}

/** All imports of the source files below some folders. */
export function importsBelow(...folders: string[]): Import[] {
  return folders.flatMap(sourceFiles).flatMap((file) => importsOf(file, readFileSync(path.join(ROOT, file), 'utf8')))
}

/** Whether a file is a test: tests may reach where their subject may not. */
export function isTest(file: string): boolean {
  return /\.test\.(ts|tsx|mjs)$/.test(file)
}
