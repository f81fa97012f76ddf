import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { log } from '../log.js'

/** A function that writes each exported line to `trace.log`, to compare with what billing has; does nothing when off. */
export function openTrace(dir, on) {
  if (!on) return () => {}
  const path = join(dir, 'trace.log')
  const file = createWriteStream(path, { flags: 'a' })
  file.on('error', (error) => log('ERROR', `trace: ${error.code}: ${error.message}`))
  log('INFO', `tracing every line to ${path}`)
  return (line) => file.write(`${new Date().toISOString()} ${JSON.stringify(line)}\n`)
}
