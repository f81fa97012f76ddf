import type { ReadyRule } from '../../../contract/index.ts'
import { delay } from '../poll.ts'
import type { ReadyContext } from './ready-context.ts'

const PAUSE_MS = 40
const TRY_TIMEOUT_MS = 10_000
const SEEN_CHARACTERS = 500

/** Ready when a command inside exits with 0. */
export async function waitForExec(rule: Extract<ReadyRule, { kind: 'exec' }>, context: ReadyContext): Promise<void> {
  for (;;) {
    const result = await context.exec(rule.command, { timeoutMs: TRY_TIMEOUT_MS, signal: context.signal, maxOutputBytes: 16_384 })
    if (result.exitCode === 0) return
    context.signal.throwIfAborted()
    const said = (result.stderr || result.stdout).trim().slice(-SEEN_CHARACTERS)
    context.onSeen(`\`${rule.command.join(' ')}\` exits with ${result.exitCode ?? 'a timeout'}${said ? `: ${said}` : ''}`)
    await delay(PAUSE_MS, context.signal)
  }
}
