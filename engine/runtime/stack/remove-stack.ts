import type Docker from 'dockerode'
import { engineStatus, isGone } from '../engine-error.ts'
import { LABEL } from './labels.ts'
import type { ReapedCounts } from './types.ts'

const ATTEMPTS = 5
const RETRY_MS = 150

type Labelled = { Labels?: Record<string, string> | null | undefined }

/**
 * Removes by force what carries the labels and is of a stack to be removed: containers, then networks and volumes. What is
 * gone already is fine.
 */
export async function removeLabelled(
  docker: Docker,
  labels: string[],
  isDoomed: (stackId: string | undefined) => boolean,
): Promise<ReapedCounts> {
  const filters = { label: labels }
  const doomed = <T extends Labelled>(things: T[]) => things.filter((thing) => isDoomed(thing.Labels?.[LABEL.stack]))
  const containers = doomed(await docker.listContainers({ all: true, filters }))
  await all(containers.map(({ Id }) => remove(() => docker.getContainer(Id).remove({ force: true, v: true }))))

  const [networkList, volumeList] = await Promise.all([docker.listNetworks({ filters }), docker.listVolumes({ filters })])
  const networks = doomed(networkList)
  // An engine without volumes answers null.
  const volumes = doomed(volumeList.Volumes ?? [])
  await all([
    ...networks.map(({ Id }) => remove(() => docker.getNetwork(Id).remove())),
    ...volumes.map(({ Name }) => remove(() => docker.getVolume(Name).remove())),
  ])
  return { containers: containers.length, networks: networks.length, volumes: volumes.length }
}

/** Waits for all before it throws what the first one threw. */
async function all(removals: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(removals)).find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

/** The engine refuses for a moment while something else is still being removed. */
async function remove(once: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await once()
      return
    } catch (error) {
      if (isGone(error)) return
      const busy = [403, 409, 500].includes(engineStatus(error) ?? 0)
      if (!busy || attempt === ATTEMPTS) throw error
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS * attempt))
    }
  }
}
