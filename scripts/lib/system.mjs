import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { succeeds } from './command.mjs'

/** @typedef {{ platform: string, distro: string[], isRoot: boolean, systemd: boolean }} System */

/**
 * What kind of machine this is.
 * @returns {System} `distro` holds the ids of os-release, the own one first, then those it is like.
 */
export function describeSystem() {
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return {
    platform: process.platform,
    distro: distroIds(osRelease),
    isRoot: process.getuid?.() === 0,
    systemd: existsSync('/run/systemd/system'),
  }
}

/** The ids in the text of an os-release file, such as `['ubuntu', 'debian']`. */
export function distroIds(osRelease) {
  const value = (key) => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? ''
  return `${value('ID')} ${value('ID_LIKE')}`.split(/\s+/).filter(Boolean)
}

/** Whether packages of Debian can be installed with apt here. */
export function isDebianLike(system) {
  return system.platform === 'linux' && (system.distro.includes('debian') || system.distro.includes('ubuntu'))
}

/** Full path of a program on the PATH, or `undefined`. System folders count too: a user's PATH often lacks sbin. */
export function findProgram(name, path = process.env.PATH ?? '') {
  const folders = [...path.split(delimiter), '/usr/sbin', '/sbin']
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
}

/**
 * How a command can be run as root: `root` directly, `sudo` without a password, `ask` sudo that will ask on this terminal,
 * `none` not at all.
 */
export async function rootAccess(system, { isInteractive }) {
  if (system.isRoot) return 'root'
  if (system.platform === 'win32' || !findProgram('sudo')) return 'none'
  if (await succeeds('sudo', ['-n', 'true'])) return 'sudo'
  return isInteractive ? 'ask' : 'none'
}

/** The command line that runs `command` as root, given the result of {@link rootAccess}. */
export function asRoot(access, command) {
  if (access === 'root') return command
  return access === 'sudo' ? ['sudo', '-n', ...command] : ['sudo', ...command]
}
