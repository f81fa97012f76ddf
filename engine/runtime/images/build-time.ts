import type Docker from 'dockerode'
import { z } from 'zod'

const historySchema = z.array(z.object({ Created: z.number() }))

/** A longer gap between two layers is the time between two builds. */
const LONGEST_STEP_S = 600

/**
 * How long the last full build of an image took in milliseconds, from the times at which its layers were made. `undefined`
 * when there is none yet. A layer is as old as the build that made it, whatever has come from the cache since.
 */
export async function lastBuildMs(docker: Docker, name: string): Promise<number | undefined> {
  const history = await docker
    .getImage(`${name}:latest`)
    .history()
    .catch(() => [])
  const times = historySchema
    .catch([])
    .parse(history)
    .map((layer) => layer.Created)
    .sort((a, b) => a - b)
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? time))
  const seconds = steps.filter((step) => step <= LONGEST_STEP_S).reduce((sum, step) => sum + step, 0)
  return seconds > 0 ? seconds * 1000 : undefined
}
