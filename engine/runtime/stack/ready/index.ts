import type { ReadyRule } from '../../../contract/index.ts'
import { InstanceStoppedError } from '../exec.ts'
import { lastLogLines } from '../logs.ts'
import { waitForExec } from './exec.ts'
import { waitForHttp } from './http.ts'
import { waitForLog } from './log.ts'
import type { ReadyContext } from './ready-context.ts'
import { waitForRunning } from './running.ts'

const WATCH_MS = 500
const LAST_LINES = 15

/**
 * Waits until an instance is ready by its rule. Throws when that takes too long or when the instance stops instead, with
 * what was seen last and the end of its log.
 */
export async function waitUntilReady(
  rule: ReadyRule,
  context: Omit<ReadyContext, 'signal' | 'onSeen'> & { signal: AbortSignal },
): Promise<void> {
  let seen = ''
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(new Error(`was not ready after ${rule.timeoutMs / 1000} s`)), rule.timeoutMs)
  const watch = setInterval(() => {
    reasonOfStop(context).then((reason) => reason && giveUp.abort(new Error(reason)))
  }, WATCH_MS)
  const signal = AbortSignal.any([context.signal, giveUp.signal])
  try {
    await apply(rule, { ...context, signal, onSeen: (what) => (seen = what) })
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason
    throw await describe(error, giveUp.signal, context, seen)
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
  }
}

function apply(rule: ReadyRule, context: ReadyContext): Promise<void> {
  switch (rule.kind) {
    case 'exec':
      return waitForExec(rule, context)
    case 'log':
      return waitForLog(rule, context)
    case 'http':
      return waitForHttp(rule, context)
    case 'running':
      return waitForRunning(context)
  }
}

/** Why an instance that has been started will never be ready; nothing while it may. */
async function reasonOfStop(context: Pick<ReadyContext, 'container'>): Promise<string | undefined> {
  const info = await context.container.inspect().catch(() => undefined)
  if (!info || info.State.Running || info.State.Status === 'created') return undefined
  return `stopped while starting (exit code ${info.State.ExitCode}${info.State.OOMKilled ? ', out of memory' : ''})`
}

async function describe(
  error: unknown,
  giveUp: AbortSignal,
  context: Pick<ReadyContext, 'container' | 'instance'>,
  seen: string,
): Promise<Error> {
  const stopped = error instanceof InstanceStoppedError ? await reasonOfStop(context) : undefined
  const reason: unknown = giveUp.aborted ? giveUp.reason : error
  const why = stopped ?? (reason instanceof Error ? reason.message : String(reason))
  const log = await lastLogLines(context.container, LAST_LINES)
  const parts = [`${context.instance} ${why}`, seen && `Last: ${seen}`, log && `The end of its log:\n${log}`]
  return new Error(parts.filter(Boolean).join('. '), { cause: error })
}
