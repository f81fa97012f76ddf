import type { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { isGone } from '../engine-error.ts'
import { createLineSplitter } from '../lines.ts'
import { untilClosed } from '../until-closed.ts'
import { BoundedText, createDemultiplexer } from './demultiplex.ts'
import { delay } from './poll.ts'
import type { FollowLogsOptions } from './types.ts'

const RESUME_PAUSE_MS = 250
const LAST_LINES_BYTES = 16_384

/** RFC 3339 with nanoseconds, as the engine puts it before each line. */
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z ?/

/**
 * Passes on each line that a container logs. The engine ends the stream when the container stops; this goes on with its
 * next start, without a line twice, until the signal aborts or the container is removed.
 */
export async function followContainerLogs(container: Docker.Container, options: FollowLogsOptions): Promise<void> {
  let since = sinceText(options.since ?? 0)
  while (!options.signal.aborted) {
    try {
      since = await followOnce(container, since, options)
      await delay(RESUME_PAUSE_MS, options.signal)
    } catch (error) {
      if (options.signal.aborted || isGone(error)) return
      // The engine has gone away: it may come back.
      await delay(RESUME_PAUSE_MS * 4, options.signal).catch(() => {})
    }
  }
}

/** Follows until the container stops. Gives the time right after the last line. */
async function followOnce(container: Docker.Container, since: string, options: FollowLogsOptions): Promise<string> {
  let next = since
  const split = () =>
    createLineSplitter((stamped) => {
      if (options.signal.aborted) return
      const stamp = STAMP.exec(stamped)
      if (stamp) next = afterStamp(stamp)
      options.onLine(stamp ? stamped.slice(stamp[0].length) : stamped)
    })
  const logs = await container.logs({
    follow: true,
    stdout: true,
    stderr: true,
    timestamps: true,
    since,
    abortSignal: options.signal,
  })
  const stream = logs as Readable
  stream.on('data', createDemultiplexer({ onStdout: split(), onStderr: split() }))
  await untilClosed(stream, options.signal)
  return next
}

/** Epoch milliseconds as the engine takes them: seconds with a fraction. */
function sinceText(ms: number): string {
  return (ms / 1000).toFixed(9)
}

function afterStamp([, second = '', fraction = '0']: RegExpExecArray): string {
  const nanoseconds = Number(fraction.padEnd(9, '0').slice(0, 9)) + 1
  const whole = Date.parse(`${second}Z`) / 1000
  return nanoseconds < 1e9 ? `${whole}.${String(nanoseconds).padStart(9, '0')}` : `${whole + 1}.000000000`
}

/** The end of a container's log, for an error message. Empty when there is none to be had. */
export async function lastLogLines(container: Docker.Container, lines: number): Promise<string> {
  const bytes = await container.logs({ stdout: true, stderr: true, tail: lines }).catch(() => Buffer.alloc(0))
  const text = new BoundedText(LAST_LINES_BYTES)
  const push = (part: Buffer) => text.push(part)
  createDemultiplexer({ onStdout: push, onStderr: push })(Buffer.from(bytes))
  return text.toString().trim()
}
