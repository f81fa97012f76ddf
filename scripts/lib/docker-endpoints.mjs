import { createHash } from 'node:crypto'
import { join, posix } from 'node:path'

/**
 * Where a container engine may answer, most wanted first. The engine proper has its own, fuller search
 * (engine/runtime); this one runs before anything is installed, so it needs nothing but Node.
 */

/**
 * @typedef {{ label: string, socketPath: string }
 *   | { label: string, host: string, port: number, tlsFolder?: string }} Endpoint
 */

/**
 * All endpoints worth a try.
 * @param {object} machine
 * @param {NodeJS.Platform} machine.platform
 * @param {Record<string, string | undefined>} machine.env
 * @param {string} machine.home
 * @param {number} [machine.uid]
 * @param {(file: string) => unknown} machine.readJson content of a JSON file or undefined
 * @returns {Endpoint[]}
 */
export function candidateEndpoints(machine) {
  const { env } = machine
  // Who sets DOCKER_HOST means that engine and no other.
  if (env.DOCKER_HOST) return [parseHost(env.DOCKER_HOST, 'DOCKER_HOST', tlsFolder(env))].filter(Boolean)
  const fromContext = contextEndpoint(machine)
  if (env.DOCKER_CONTEXT && fromContext) return [fromContext]
  const known = machine.platform === 'win32' ? windowsPipes() : unixSockets(machine)
  return [...(fromContext ? [fromContext] : []), ...known]
}

/**
 * Reads an address as DOCKER_HOST has it.
 * @returns {Endpoint | undefined} undefined when it isn't one, or leads to another machine by ssh: levels need this one
 */
export function parseHost(host, label, folder) {
  const [, scheme, rest] = /^(unix|npipe|tcp|http|https):\/\/(.+)$/.exec(host) ?? []
  if (scheme === 'unix' || scheme === 'npipe') return { label, socketPath: rest }
  if (!scheme) return undefined
  const url = new URL(`http://${rest}`)
  const tls = folder !== undefined || scheme === 'https'
  const port = Number(url.port) || (tls ? 2376 : 2375)
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  return { label, host: hostname, port, ...(tls ? { tlsFolder: folder ?? '' } : {}) }
}

/** The endpoint of the current Docker context, unless that is the default one. */
function contextEndpoint({ env, home, readJson }) {
  const folder = env.DOCKER_CONFIG ?? join(home, '.docker')
  const name = env.DOCKER_CONTEXT ?? readJson(join(folder, 'config.json'))?.currentContext
  if (!name || name === 'default') return undefined
  const id = createHash('sha256').update(name).digest('hex')
  const host = readJson(join(folder, 'contexts', 'meta', id, 'meta.json'))?.Endpoints?.docker?.Host
  return host && parseHost(host, `context ${name}`)
}

function unixSockets({ platform, env, home, uid }) {
  const runtime = env.XDG_RUNTIME_DIR ?? (uid === undefined ? undefined : `/run/user/${uid}`)
  const sockets = [
    ['Docker', '/var/run/docker.sock'],
    runtime && ['Docker, rootless', posix.join(runtime, 'docker.sock')],
    ['Docker Desktop', posix.join(home, '.docker/run/docker.sock')],
    platform === 'linux' && ['Docker Desktop', posix.join(home, '.docker/desktop/docker.sock')],
    ['Colima', posix.join(home, '.colima/default/docker.sock')],
    ['Colima', posix.join(home, '.config/colima/default/docker.sock')],
    platform === 'darwin' && ['OrbStack', posix.join(home, '.orbstack/run/docker.sock')],
    ['Rancher Desktop', posix.join(home, '.rd/docker.sock')],
    runtime && ['Podman, rootless', posix.join(runtime, 'podman/podman.sock')],
    platform === 'darwin' && ['Podman', posix.join(home, '.local/share/containers/podman/machine/podman.sock')],
    platform === 'linux' && ['Podman', '/run/podman/podman.sock'],
  ]
  return sockets.filter(Boolean).map(([label, socketPath]) => ({ label, socketPath }))
}

function windowsPipes() {
  return [
    { label: 'Docker Desktop', socketPath: '//./pipe/docker_engine' },
    { label: 'Docker Desktop', socketPath: '//./pipe/dockerDesktopLinuxEngine' },
    { label: 'Podman', socketPath: '//./pipe/podman-machine-default' },
  ]
}

function tlsFolder(env) {
  return env.DOCKER_TLS_VERIFY ? (env.DOCKER_CERT_PATH ?? join(env.HOME ?? '', '.docker')) : undefined
}
