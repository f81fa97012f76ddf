import { spawn, spawnSync } from 'node:child_process'
import { onInterrupt } from './interrupt.mjs'

// The reason of a failure stands first (npm) or last (compilers).
const HEAD_LINES = 8
const TAIL_LINES = 20

/** A command that could not be started, failed or took too long. `tail` holds the first and the last lines it printed. */
export class CommandError extends Error {
  constructor(message, { exitCode = null, tail = '' } = {}) {
    super(tail ? `${message}\n${tail}` : message)
    this.name = 'CommandError'
    this.exitCode = exitCode
    this.tail = tail
  }
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {Record<string, string | undefined>} [options.env] added to the environment
 * @param {(line: string) => void} [options.onLine] each line of output as it comes
 * @param {number} [options.timeoutMs] ends the command and rejects
 * @param {boolean} [options.inherit] output goes to the terminal as it is
 * @param {boolean} [options.foreground] stays in the terminal's process group, so that sudo can ask for a password
 * @returns {Promise<string>} what it wrote to stdout
 * @throws {CommandError}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options)
    const lines = []
    let stdout = ''
    const collect = (line) => {
      lines.push(line)
      if (lines.length > HEAD_LINES + TAIL_LINES) lines.splice(HEAD_LINES, 1)
      options.onLine?.(line)
    }
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    for (const stream of [child.stdout, child.stderr]) if (stream) splitLines(stream, collect)
    const stop = () => end(child, { ownGroup: leadsGroup(options) })
    const finish = settleOnce(stop, options.timeoutMs, (error, exitCode) => {
      const text = [command, ...args].join(' ')
      const tail = lines.join('\n')
      if (error) reject(new CommandError(`${text}: ${error.message}`, { tail }))
      else if (exitCode === 0) resolve(stdout)
      else reject(new CommandError(`${text} ended with ${exitCode}`, { exitCode, tail }))
    })
    child.on('error', (error) => finish(error))
    child.on('close', (exitCode, signal) => finish(undefined, exitCode ?? signal))
  })
}

/** Whether a command succeeds. Never rejects. */
export async function succeeds(command, args, options) {
  return run(command, args, options).then(
    () => true,
    () => false,
  )
}

/**
 * Starts a child that is ended, with all its own children, when the process is interrupted.
 * @returns {import('node:child_process').ChildProcess}
 */
export function start(command, args, options = {}) {
  const ownGroup = leadsGroup(options)
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: options.stdio ?? (options.inherit ? 'inherit' : ['ignore', 'pipe', 'pipe']),
    detached: ownGroup,
    windowsHide: true,
  })
  const forget = onInterrupt(() => end(child, { ownGroup, signal: options.killSignal }))
  child.on('close', forget)
  child.on('error', forget)
  return child
}

/**
 * Ends a child and, where it leads a process group, all of that group.
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ ownGroup?: boolean, signal?: NodeJS.Signals }} [options]
 */
export function end(child, { ownGroup = process.platform !== 'win32', signal = 'SIGTERM' } = {}) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(ownGroup ? -child.pid : child.pid, signal)
  } catch (error) {
    // What sudo started belongs to root; sudo passes a SIGTERM on.
    if (error.code === 'EPERM') spawnSync('sudo', ['-n', 'kill', String(child.pid)])
    else if (error.code !== 'ESRCH') throw error
  }
}

function leadsGroup(options) {
  return process.platform !== 'win32' && !options.foreground
}

function settleOnce(stop, timeoutMs, settle) {
  let timer
  let settled = false
  const finish = (error, exitCode) => {
    if (settled) return
    settled = true
    clearTimeout(timer)
    settle(error, exitCode)
  }
  if (timeoutMs) {
    timer = setTimeout(() => {
      stop()
      finish(new Error(`no result within ${Math.round(timeoutMs / 1000)} s`))
    }, timeoutMs)
  }
  return finish
}

/** Calls `onLine` for each line of a stream. A carriage return ends a line too: progress bars use it. */
function splitLines(stream, onLine) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk) => {
    const parts = (rest + chunk).split(/[\r\n]+/)
    rest = parts.pop() ?? ''
    for (const line of parts) if (line.trim()) onLine(line.trimEnd())
  })
  stream.on('end', () => rest.trim() && onLine(rest.trimEnd()))
}
