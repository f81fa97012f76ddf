import type { ReadyRule } from '../../../contract/index.ts'
import { delay } from '../poll.ts'
import type { ReadyContext } from './ready-context.ts'

const PAUSE_MS = 250
const SEEN_CHARACTERS = 500

/**
 * Tries again inside: entering an instance costs far more than a command there, and on two cores that slows down the very
 * boot it waits for. Prints what a failing try said whenever that changes.
 */
const TRY_UNTIL_READY = `last=
until said=$("$@" 2>&1 < /dev/null); do
  line="exits with $?: $said"
  [ "$line" = "$last" ] || printf '%s\\n' "$line"
  last=$line
  sleep 0.05
done`

/** Ready when a command inside exits with 0. */
export async function waitForExec(rule: Extract<ReadyRule, { kind: 'exec' }>, context: ReadyContext): Promise<void> {
  const argv = ['sh', '-c', TRY_UNTIL_READY, 'sh', ...rule.command]
  for (;;) {
    const result = await context.exec(argv, { timeoutMs: rule.timeoutMs, signal: context.signal })
    if (result.exitCode === 0) return
    const said = (result.stdout + result.stderr).trim().slice(-SEEN_CHARACTERS)
    if (said) context.onSeen(`\`${rule.command.join(' ')}\` ${said}`)
    await delay(PAUSE_MS, context.signal)
  }
}
