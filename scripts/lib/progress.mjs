import { stripVTControlCharacters } from 'node:util'
import { estimate, formatMs, progressLine } from './format.mjs'

const FRAMES = ['-', '\\', '|', '/']
const REDRAW_MS = 120
const PLAIN_EVERY_MS = 5000

/**
 * Shows the steps of a set-up: one line each, redrawn in place on a terminal, plain lines elsewhere.
 * @param {{ stream: NodeJS.WriteStream, now?: () => number }} options
 */
export function createProgress({ stream, now = Date.now }) {
  return {
    /**
     * @param {string} name
     * @param {number | undefined} expectedMs how long the step took before
     */
    step: (name, expectedMs) => (stream.isTTY ? drawnStep : plainStep)({ stream, now, name, expectedMs, startedAt: now() }),
    /** Prints a line of its own. */
    note: (text) => stream.write(`${text}\n`),
  }
}

/** A step drawn in place on a terminal. */
function drawnStep({ stream, now, name, expectedMs, startedAt }) {
  let state = {}
  let frame = 0
  const draw = () => {
    const elapsedMs = now() - startedAt
    const known = estimate({ elapsedMs, expectedMs, ...state })
    const spinner = FRAMES[frame++ % FRAMES.length]
    const line = progressLine({ name, message: state.message, spinner, ...known, columns: stream.columns ?? 80 })
    stream.write(`\r\x1b[2K${line}`)
  }
  const timer = setInterval(draw, REDRAW_MS)
  const finish = (text) => {
    clearInterval(timer)
    stream.write(`\r\x1b[2K${text}\n`)
  }
  return {
    update: (next) => {
      state = clean(next)
    },
    /** Gives the line back to a command that talks to the player itself, such as sudo. */
    pause: () => {
      clearInterval(timer)
      stream.write('\r\x1b[2K')
    },
    done: (message) => finish(doneLine(name, now() - startedAt, message)),
    fail: () => finish(`x ${name}: failed after ${formatMs(now() - startedAt)}`),
  }
}

/** A step printed as plain lines: its start, at most one message in five seconds, its end. */
function plainStep({ stream, now, name, expectedMs, startedAt }) {
  let printedAt = Number.NEGATIVE_INFINITY
  let printed
  stream.write(`${name}...${expectedMs ? ` (about ${formatMs(expectedMs)})` : ''}\n`)
  return {
    update: (next) => {
      const { message, ...known } = clean(next)
      if (!message || message === printed || now() - printedAt < PLAIN_EVERY_MS) return
      const { leftMs } = estimate({ elapsedMs: now() - startedAt, expectedMs, ...known })
      stream.write(`  ${message}${leftMs === undefined ? '' : ` (about ${formatMs(leftMs)} left)`}\n`)
      printed = message
      printedAt = now()
    },
    pause: () => {},
    done: (message) => stream.write(`${doneLine(name, now() - startedAt, message)}\n`),
    fail: () => stream.write(`${name}: failed after ${formatMs(now() - startedAt)}\n`),
  }
}

function doneLine(name, elapsedMs, message) {
  return `${name}: ${message ?? 'done'} (${formatMs(elapsedMs)})`
}

/** Messages may come from other programs: one line, no control characters. */
function clean({ message, ...rest }) {
  return { ...rest, message: message && stripVTControlCharacters(String(message)).split('\n')[0].trim() }
}
