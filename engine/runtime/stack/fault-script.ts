import type { FaultStepPlan } from '../../contract/index.ts'
import type { Stack } from './types.ts'

type FaultScript = Extract<FaultStepPlan, { kind: 'run' }>

/** Interpreters that take a script as an argument: it then leaves no file behind, and its standard input stays its own. */
const INTERPRETERS = ['sh', 'bash', 'dash', 'python3']
/** The kernel takes no longer argument. */
const MAX_SCRIPT_BYTES = 128 * 1024 - 1
const OUTPUT_CHARACTERS = 2000

/** Runs one script of the fault as root in its instance. Throws with its name and the end of its output when it fails. */
export async function runFaultScript(stack: Stack, step: FaultScript, signal: AbortSignal): Promise<void> {
  if (Buffer.byteLength(step.script) > MAX_SCRIPT_BYTES)
    throw new Error(`The fault's script ${step.name} is longer than 128 KiB.`)
  const argv = [...interpreterOf(step), '-c', step.script, step.name]
  const result = await stack.exec(step.instance, argv, {
    environment: step.environment,
    user: '0',
    timeoutMs: step.timeoutMs,
    signal,
  })
  signal.throwIfAborted()
  if (result.exitCode === 0) return
  const how = result.exitCode === null ? `took longer than ${step.timeoutMs / 1000} s` : `exited with ${result.exitCode}`
  const output = `${result.stdout}\n${result.stderr}`.trim().slice(-OUTPUT_CHARACTERS)
  throw new Error(`The fault's script ${step.name} ${how} in ${step.instance}. It printed:\n${output || '(nothing)'}`)
}

function interpreterOf(step: FaultScript): string[] {
  const line = /^#!\s*(.+)/.exec(step.script)?.[1]?.trim() ?? '/bin/sh'
  const words = line.split(/\s+/)
  const program = words.find((word) => !word.endsWith('/env') && !word.startsWith('-')) ?? ''
  if (INTERPRETERS.includes(program.split('/').at(-1) ?? '')) return words
  throw new Error(`The fault's script ${step.name} starts with ${line}; write it for ${INTERPRETERS.join(', ')}.`)
}
