import { PassThrough } from 'node:stream'
import { CommandError, end, start } from './command.mjs'
import { request } from './docker-api.mjs'

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
 * Makes the same base from Debian's packages and imports it under its name. Nothing touches the disk in between, and a
 * failed or interrupted run leaves no image: the request breaks off before the engine has seen the end of the archive.
 * @param {object} endpoint
 * @param {string[]} commandPrefix what runs a command as root, such as `['sudo', '-n']`
 * @param {(state: { message: string }) => void} report
 */
export async function makeBase(endpoint, commandPrefix, report) {
  const [command, ...args] = [...commandPrefix, 'mmdebstrap', '--variant=minbase', BASE_IMAGE.suite]
  const child = start(command, args, { foreground: commandPrefix.length > 0 })
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
  const path = `/images/create?fromSrc=-&repo=${BASE_IMAGE.repository}&tag=${BASE_IMAGE.tag}`
  try {
    const { status, body } = await request(endpoint, 'POST', path, { input: archive })
    const failure = body
      .split('\n')
      .map((line) => parse(line).error)
      .find(Boolean)
    if (status !== 200 || failure) throw new Error(failure ?? parse(body).message ?? `the engine answered ${status}`)
  } finally {
    end(child, commandPrefix.length === 0)
  }
}

function parse(line) {
  try {
    return JSON.parse(line)
  } catch {
    return {}
  }
}
