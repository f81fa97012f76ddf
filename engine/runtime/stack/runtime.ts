import type Docker from 'dockerode'
import { adoptStack } from './adopt.ts'
import { bootStack } from './boot.ts'
import { LABEL } from './labels.ts'
import { removeLabelled } from './remove-stack.ts'
import type { Runtime } from './types.ts'
import { watchEngine } from './watch-engine.ts'

/**
 * The runtime of one installation on one engine.
 *
 * @param o.images name of an image (`firedrill/app`) to its content-hash tag, from prepareImages
 * @param o.owner id of this installation: what another one has made is never touched
 * @param o.now epoch milliseconds
 */
export function createRuntime(o: { docker: Docker; images: Map<string, string>; owner: string; now: () => number }): Runtime {
  const context = { ...o }
  return {
    boot: (plan, options) => bootStack(context, plan, options),
    adopt: (plan, stackId) => adoptStack(context, plan, stackId),
    reap: (keep) =>
      removeLabelled(o.docker, [`${LABEL.owner}=${o.owner}`], (stackId) => stackId === undefined || !keep.includes(stackId)),
    discard: async (stackId) => {
      await removeLabelled(o.docker, [`${LABEL.owner}=${o.owner}`], (found) => found === stackId)
    },
    watchEngine: (watch) => void watchEngine(o.docker, watch),
  }
}
