import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Path of the Electron program, without asking the electron package: that would start its download.
 * @param {string} root
 * @returns {string | undefined} undefined where it has not been downloaded
 */
export function electronBinary(root, env = process.env) {
  if (env.FIREDRILL_ELECTRON) return env.FIREDRILL_ELECTRON
  const folder = join(root, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const program = join(env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), readFileSync(pathFile, 'utf8').trim())
  return existsSync(program) ? program : undefined
}

/** Whether a window could be shown. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}
