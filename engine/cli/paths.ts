import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Where things are. The command line runs bundled from dist/ and, in tests, from its source. */

/** The folder that holds package.json, levels/ and dist/. */
export function appRoot(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'levels', '_stack')) || folder === path.dirname(folder)) return folder
  }
}

/** The version in package.json. */
export function appVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(appRoot(), 'package.json'), 'utf8')) as { version: string }
  return version
}

/** Where progress and recordings are kept: FIREDRILL_DATA, or the platform's folder for applications' data. */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, homeDir: string): string {
  if (env.FIREDRILL_DATA) return path.resolve(env.FIREDRILL_DATA)
  if (platform === 'darwin') return path.join(homeDir, 'Library', 'Application Support', 'Firedrill')
  if (platform === 'win32') return path.join(env.APPDATA ?? path.join(homeDir, 'AppData', 'Roaming'), 'Firedrill')
  return path.join(env.XDG_DATA_HOME || path.join(homeDir, '.local', 'share'), 'firedrill')
}

/** The shipped levels, then the folders that FIREDRILL_LEVELS names. */
export function levelFolders(env: NodeJS.ProcessEnv): string[] {
  const more = (env.FIREDRILL_LEVELS ?? '').split(path.delimiter).filter(Boolean)
  return [path.join(appRoot(), 'levels'), ...more.map((folder) => path.resolve(folder))]
}
