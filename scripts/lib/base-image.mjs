import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { CommandError, end, start } from './command.mjs'
import { request } from './docker-api.mjs'
import { onInterrupt } from './interrupt.mjs'

export const BASE_IMAGE = { repository: 'debian', tag: 'bookworm-slim', suite: 'bookworm' }
const PULL_SILENCE_MS = 20_000

/**
 * Pulls the base image from its registry.
 * @throws {Error} where no registry answers
 */
export async function pullBase(endpoint, report) {
  report({ message: 'pulling from the registry' })
  let failure
  const path = `/images/create?fromImage=${BASE_IMAGE.repository}&tag=${BASE_IMAGE.tag}`
  const onLine = (line) => {
    const { status, progress, error } = parse(line)
    if (error) failure = error
    else if (status) report({ message: [status, progress].filter(Boolean).join(' ') })
  }
  const { status, body } = await request(endpoint, 'POST', path, { timeoutMs: PULL_SILENCE_MS, onLine })
  if (status !== 200) throw new Error(parse(body).message ?? `the engine answered ${status}`)
  if (failure) throw new Error(failure)
}

/**
 * Makes the same base from Debian's packages and imports it under its name. The archive goes straight to the engine; a
 * failed or interrupted run leaves no image, because the request breaks off before the engine has seen its end.
 * @param {object} endpoint
 * @param {{ rootPrefix?: string[], report: (state: { message: string }) => void }} options `rootPrefix` is what runs a
 *   command as root, such as `['sudo', '-n']`; without it mmdebstrap makes a user namespace of its own
 */
export async function makeBase(endpoint, { rootPrefix, report }) {
  const { folder, remove } = temporaryFolder(rootPrefix)
  const foreground = (rootPrefix?.length ?? 0) > 0
  const [command, ...args] = mmdebstrapCommand(folder, rootPrefix)
  const child = start(command, args, { foreground, killSignal: 'SIGKILL' })
  const ended = once(child, 'close').catch(() => {})
  try {
    const archive = archiveOf(child, report)
    // It is quiet until the archive is ready; an engine would hang up on a request that says nothing for a minute.
    await once(archive, 'readable')
    await importArchive(endpoint, archive)
  } finally {
    end(child, { ownGroup: !foreground, signal: 'SIGKILL' })
    await ended
    remove()
  }
}

/**
 * As root it gets mount and process namespaces of its own: what it mounts and starts is gone with it, even when it is
 * killed. Otherwise an interrupted run would leave /proc and /dev mounted below the temporary folder.
 */
function mmdebstrapCommand(folder, rootPrefix) {
  const namespaces = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
  const prefix = rootPrefix ? [...rootPrefix, ...namespaces] : []
  return [...prefix, 'env', `TMPDIR=${folder}`, 'mmdebstrap', '--variant=minbase', BASE_IMAGE.suite]
}

/** A temporary folder that doesn't outlive this process, whatever ends it. */
function temporaryFolder(rootPrefix = []) {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-base-'))
  // apt fetches as a user of its own, who must get in.
  chmodSync(folder, 0o755)
  const remove = () => {
    const [sudo, ...args] = rootPrefix
    if (sudo) spawnSync(sudo, [...args, 'rm', '-rf', '--one-file-system', folder])
    else rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  const forget = onInterrupt(remove)
  return {
    folder,
    remove: () => {
      forget()
      remove()
    },
  }
}

/** What mmdebstrap writes. The stream ends only if mmdebstrap ended well; otherwise it breaks off with an error. */
function archiveOf(child, report) {
  const archive = new PassThrough()
  let lastLine = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    lastLine = text.trim().split('\n').pop() || lastLine
    report({ message: lastLine })
  })
  child.stdout.pipe(archive, { end: false })
  child.on('error', (error) => archive.destroy(error))
  child.on('close', (exitCode) => {
    if (exitCode === 0) archive.end()
    else archive.destroy(new CommandError(`mmdebstrap ended with ${exitCode}`, { exitCode, tail: lastLine }))
  })
  return archive
}

async function importArchive(endpoint, archive) {
  const path = `/images/create?fromSrc=-&repo=${BASE_IMAGE.repository}&tag=${BASE_IMAGE.tag}`
  const { status, body } = await request(endpoint, 'POST', path, { input: archive })
  const failure = body
    .split('\n')
    .map((line) => parse(line).error)
    .find(Boolean)
  if (status !== 200 || failure) throw new Error(failure ?? parse(body).message ?? `the engine answered ${status}`)
}

function parse(line) {
  try {
    return JSON.parse(line)
  } catch {
    return {}
  }
}
