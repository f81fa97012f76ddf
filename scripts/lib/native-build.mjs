import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findProgram, isDebianLike } from './system.mjs'

/** What node-gyp needs to compile node-pty, by the Debian package that brings it. */
const TOOLS = { python3: 'python3', make: 'make', 'g++': 'g++' }

/**
 * The compiler tools that are missing. Only Linux compiles: elsewhere the packages bring binaries.
 * @returns {string[]} names of Debian packages
 */
export function missingTools(system, find = findProgram) {
  if (system.platform !== 'linux') return []
  return Object.keys(TOOLS)
    .filter((program) => !find(program))
    .map((program) => TOOLS[program])
}

/** What to tell people whose system we can't install the tools on. */
export function toolsAdvice(system, tools) {
  if (isDebianLike(system)) return `Install them with: sudo apt-get install ${tools.join(' ')}`
  if (system.distro.includes('fedora')) return 'Install them with: sudo dnf install python3 make gcc-c++'
  if (system.distro.includes('arch')) return 'Install them with: sudo pacman -S --needed python make gcc'
  if (system.distro.includes('alpine')) return 'Install them with: apk add python3 make g++ linux-headers'
  return "Install a C++ compiler, make and Python 3 with your system's package manager."
}

/**
 * How to start npm: through the node that runs us, so that a second Node on the PATH can't build for its own ABI.
 * @returns {string[]} command and first arguments
 */
export function npmCommand(env = process.env, execPath = process.execPath) {
  const beside = dirname(execPath)
  const cli = [
    env.npm_execpath?.endsWith('npm-cli.js') ? env.npm_execpath : undefined,
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ].find((file) => file && existsSync(file))
  return cli ? [execPath, cli] : ['npm']
}

/**
 * Environment for builds: Node's own headers where it was installed with them, so that none are downloaded.
 * @returns {Record<string, string>}
 */
export function buildEnvironment(env = process.env, execPath = process.execPath) {
  const prefix = join(dirname(execPath), '..')
  const hasHeaders = existsSync(join(prefix, 'include/node/node_version.h'))
  return hasHeaders && !env.npm_config_nodedir ? { npm_config_nodedir: prefix } : {}
}
