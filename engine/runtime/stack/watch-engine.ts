import type Docker from 'dockerode'
import { engineMessage } from '../engine-error.ts'
import { delay, orAbort } from './poll.ts'
import type { EngineWatch } from './types.ts'

const PING_EVERY_MS = 1000
/** A machine under load may answer late; an engine that is gone refuses at once. */
const PING_TIMEOUT_MS = 5000

/** As Runtime.watchEngine. */
export async function watchEngine(docker: Docker, watch: EngineWatch): Promise<void> {
  let lost = false
  while (!watch.signal.aborted) {
    const reason = await whyLost(docker)
    if (watch.signal.aborted) return
    if (reason !== undefined && !lost) watch.onLost(reason)
    if (reason === undefined && lost) watch.onBack()
    lost = reason !== undefined
    await delay(PING_EVERY_MS, watch.signal).catch(() => {})
  }
}

async function whyLost(docker: Docker): Promise<string | undefined> {
  try {
    await orAbort(docker.ping(), AbortSignal.timeout(PING_TIMEOUT_MS))
    return undefined
  } catch (error) {
    const hangs = error instanceof Error && error.name === 'TimeoutError'
    return hangs
      ? 'The container engine does not answer any more.'
      : `The container engine has stopped (${engineMessage(error)}).`
  }
}
