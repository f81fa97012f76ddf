import { parseArgs } from 'node:util'
import { LevelError } from '../catalog/index.ts'
import { PortTakenError } from '../host/index.ts'
import { NoEngineError } from '../runtime/index.ts'
import { StoreError } from '../store/index.ts'
import { attemptExportCommand, attemptListCommand } from './commands/attempts.ts'
import { doctorCommand } from './commands/doctor.ts'
import { imagesCommand } from './commands/images.ts'
import { levelProveCommand } from './commands/level-prove.ts'
import { levelTryCommand } from './commands/level-try.ts'
import { levelsListCommand } from './commands/levels.ts'
import { reapCommand } from './commands/reap.ts'
import { serveCommand } from './commands/serve.ts'
import type { Context } from './context.ts'
import { createOutput, EXIT, UsageError } from './output.ts'
import { appVersion } from './paths.ts'

const COMMANDS: Record<string, (context: Context) => Promise<number>> = {
  serve: serveCommand,
  doctor: doctorCommand,
  images: imagesCommand,
  reap: reapCommand,
  'levels list': levelsListCommand,
  'level prove': levelProveCommand,
  'level try': levelTryCommand,
  'attempt list': attemptListCommand,
  'attempt export': attemptExportCommand,
}

const HELP = `firedrill: practise incidents on real systems, really broken.

  firedrill serve [--port N]                         open the app in a browser
  firedrill levels list                              every level
  firedrill level try ID --script FILE [--seed N]    play a script through a level
  firedrill level prove ID [--seed N] [--only NAME]  show that a level's checks are fair
  firedrill attempt list                             the history
  firedrill attempt export ID                        an attempt's log as JSON
  firedrill doctor                                   what was found, and what to do
  firedrill images                                   build the reference system's images
  firedrill reap [--all]                             remove what earlier runs left in the container engine

Each takes --json. Exit code: 0 done, 1 failed, 2 called wrongly, 3 no container engine.`

/** Runs one command. Returns its exit code; errors are printed with what to do about them. */
async function main(argv: string[]): Promise<number> {
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort())
  try {
    const { values, positionals } = parse(argv)
    if (values.version) return print(appVersion())
    if (values.help || positionals.length === 0) return print(HELP)
    const name = [positionals.slice(0, 2).join(' '), positionals[0] ?? ''].find((words) => words in COMMANDS)
    const command = name === undefined ? undefined : COMMANDS[name]
    if (!name || !command) throw new UsageError(`There is no command “${positionals.join(' ')}”.\n\n${HELP}`)
    const args = positionals.slice(name.split(' ').length)
    return await command({ output: createOutput(values.json === true), args, flags: values, signal: abort.signal })
  } catch (error) {
    return explain(error)
  }
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
        port: { type: 'string' },
        script: { type: 'string' },
        seed: { type: 'string' },
        only: { type: 'string' },
        all: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function explain(error: unknown): number {
  const say = (text: string) => process.stderr.write(`${text}\n`)
  if (error instanceof NoEngineError) {
    say(`${error.message}\n${error.advice}`)
    return EXIT.noEngine
  }
  if (error instanceof StoreError) say(`${error.message}\n${error.advice}`)
  else if (error instanceof LevelError) {
    for (const p of error.problems) say(`${p.file}${p.line ? `:${p.line}` : ''}: ${p.key ? `${p.key}: ` : ''}${p.message}`)
  } else say(error instanceof Error ? error.message : String(error))
  return error instanceof UsageError || error instanceof PortTakenError ? EXIT.usage : EXIT.failed
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return EXIT.ok
}

process.exitCode = await main(process.argv.slice(2))
// Idle sockets to the container engine would hold the process for seconds.
process.exit()
