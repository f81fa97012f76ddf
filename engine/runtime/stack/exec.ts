import type { Duplex, Readable } from 'node:stream'
import type Docker from 'dockerode'
import { engineMessage, engineStatus } from '../engine-error.ts'
import { BoundedText, createDemultiplexer } from './demultiplex.ts'
import type { ExecOptions, ExecResult } from './types.ts'

const MAX_OUTPUT_BYTES = 1024 * 1024
const NOT_FOUND_EXIT = 127
/** Marks a process and all its children, so that they can be found and killed from outside. */
const MARK_VARIABLE = 'FIREDRILL_EXEC'

/** Kills every process that carries the mark; twice, for one that was being forked meanwhile. */
const KILL_SCRIPT = `for round in 1 2; do
  for file in $(grep -lszFx "${MARK_VARIABLE}=$1" /proc/[0-9]*/environ); do
    pid=\${file#/proc/}; kill -9 "\${pid%/environ}"
  done
done 2>/dev/null`

/** A program can't be run in an instance that does not run, or is paused. */
export class InstanceStoppedError extends Error {
  constructor(instance: string, cause: unknown) {
    super(`${instance} is not running: ${engineMessage(cause)}`, { cause })
    this.name = 'InstanceStoppedError'
  }
}

export interface ExecTarget {
  container: Docker.Container
  instance: string
  /** A text that no other exec of this stack has. */
  mark: string
}

/** As Stack.exec; standard input may be bytes as well. */
export type ExecBytesOptions = Omit<ExecOptions, 'stdin'> & { stdin?: string | Uint8Array }

/** Runs a program in a container without a terminal, and kills it there when its time is over or the signal aborts. */
export async function execIn(target: ExecTarget, argv: string[], options: ExecBytesOptions): Promise<ExecResult> {
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const end = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  const maxBytes = options.maxOutputBytes ?? MAX_OUTPUT_BYTES
  const stdout = new BoundedText(maxBytes)
  const stderr = new BoundedText(maxBytes)
  const result = (exitCode: number | null): ExecResult => ({ exitCode, stdout: stdout.toString(), stderr: stderr.toString() })

  const exec = await createExec(target, argv, options)
  let stream: Duplex
  try {
    stream = await startExec(exec, options.stdin)
  } catch (error) {
    if (!isUnrunnable(error)) throw asStopped(target.instance, error)
    return { exitCode: NOT_FOUND_EXIT, stdout: '', stderr: engineMessage(error) }
  }
  const demultiplex = createDemultiplexer({ onStdout: (bytes) => stdout.push(bytes), onStderr: (bytes) => stderr.push(bytes) })
  const ended = await readToEnd(stream, demultiplex, end)
  if (!ended) {
    await killMarked(target, options.user)
    return result(null)
  }
  return result(await exitCodeOf(exec))
}

async function createExec(target: ExecTarget, argv: string[], options: ExecBytesOptions): Promise<Docker.Exec> {
  const environment = { ...options.environment, [MARK_VARIABLE]: target.mark }
  try {
    return await target.container.exec({
      Cmd: argv,
      AttachStdin: options.stdin !== undefined,
      AttachStdout: true,
      AttachStderr: true,
      Tty: false,
      Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      ...(options.user === undefined ? {} : { User: options.user }),
    })
  } catch (error) {
    throw asStopped(target.instance, error)
  }
}

async function startExec(exec: Docker.Exec, stdin: string | Uint8Array | undefined): Promise<Duplex> {
  if (stdin === undefined) return exec.start({ hijack: false, stdin: false, Tty: false })
  const stream = await exec.start({ hijack: true, stdin: true, Tty: false })
  stream.end(stdin)
  return stream
}

/** Resolves to false when `end` aborted before the stream came to its end. */
function readToEnd(stream: Readable, onChunk: (chunk: Buffer) => void, end: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (ended: boolean) => {
      end.removeEventListener('abort', onAbort)
      resolve(ended)
      if (!ended) stream.destroy()
    }
    const onAbort = () => finish(false)
    stream.on('data', onChunk)
    stream.on('end', () => finish(true))
    // The program may close its input before it has read all of it; the exit code tells whether that mattered.
    stream.on('error', () => finish(true))
    stream.on('close', () => finish(true))
    if (end.aborted) onAbort()
    else end.addEventListener('abort', onAbort, { once: true })
  })
}

/** The engine closes the stream shortly before it knows the exit code. */
async function exitCodeOf(exec: Docker.Exec): Promise<number | null> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const { Running, ExitCode } = await exec.inspect()
    if (!Running && ExitCode !== null) return ExitCode
    await new Promise((resolve) => setTimeout(resolve, 10 * (attempt + 1)))
  }
  return null
}

async function killMarked(target: ExecTarget, user: string | undefined): Promise<void> {
  const killer = await target.container
    .exec({
      Cmd: ['sh', '-c', KILL_SCRIPT, 'sh', target.mark],
      AttachStdout: true,
      ...(user === undefined ? {} : { User: user }),
    })
    .catch(() => undefined)
  // An instance that stopped meanwhile has taken the process with it.
  const stream = await killer?.start({ hijack: false, stdin: false }).catch(() => undefined)
  if (stream) await readToEnd(stream, () => {}, AbortSignal.timeout(3000))
}

/** The program does not exist in the instance, or may not be run. Newer engines refuse the start, older ones print it. */
function isUnrunnable(error: unknown): boolean {
  return /exec failed|executable file not found|permission denied|no such file/i.test(engineMessage(error))
}

function asStopped(instance: string, error: unknown): unknown {
  const stopped =
    engineStatus(error) === 409 || engineStatus(error) === 404 || /is not running|is paused/i.test(engineMessage(error))
  return stopped ? new InstanceStoppedError(instance, error) : error
}
