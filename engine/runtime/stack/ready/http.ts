import { get } from 'node:http'
import type { ReadyRule } from '../../../contract/index.ts'
import { delay } from '../poll.ts'
import type { ReadyContext } from './ready-context.ts'

const PAUSE_MS = 25
const TRY_TIMEOUT_MS = 2000

/** Ready when a request through the gateway is answered with that status. */
export async function waitForHttp(rule: Extract<ReadyRule, { kind: 'http' }>, context: ReadyContext): Promise<void> {
  const url = (await context.gatewayUrl()) + rule.path
  for (;;) {
    const answer = await statusOf(url, context.signal)
    if (answer === rule.status) return
    context.onSeen(`GET ${rule.path} through the gateway gives ${answer}`)
    await delay(PAUSE_MS, context.signal)
  }
}

/** The status, or what went wrong. A connection of its own each time: nothing may be kept from an earlier start. */
function statusOf(url: string, signal: AbortSignal): Promise<number | string> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: TRY_TIMEOUT_MS, signal }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 'no status')
    })
    request.on('timeout', () => request.destroy(new Error('no answer')))
    request.on('error', (error) => resolve(error.message))
  })
}
