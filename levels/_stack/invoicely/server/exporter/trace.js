import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { log } from '../log.js'

/** A function that writes exported lines to `trace.log`, to compare with what billing has; does nothing when off. */
export function openTrace(dir, on) {
  if (!on) return () => {}
  const path = join(dir, 'trace.log')
  const file = openSync(path, 'a')
  log('INFO', `tracing every line to ${path}`)
  return (lines) => {
    const now = new Date().toISOString()
    try {
      writeSync(file, lines.map((line) => `${now} ${JSON.stringify(line)}\n`).join(''))
    } catch (error) {
      // An export must not fail because its trace does.
      log('ERROR', `trace: ${error.message}`)
    }
  }
}
