import type Docker from 'dockerode'
import { z } from 'zod'

/** Another process may have asked for its images a moment before the stack's files changed, and boot from them yet. */
const KEEP_MS = 3_600_000

const tagTimeSchema = z.object({ Metadata: z.object({ LastTagTime: z.coerce.date() }) })

/**
 * Removes the content-hash tags of earlier states of the stack that are at least `keepMs` older than the present ones. One
 * that a container uses stays, whatever its age.
 *
 * @param tags each image's present tag by its name
 */
export async function removeOldTags(docker: Docker, tags: Map<string, string>, keepMs = KEEP_MS): Promise<void> {
  const images = await docker.listImages({ filters: { reference: [...tags.keys()] } })
  for (const old of images.flatMap((image) => image.RepoTags ?? [])) {
    const name = old.slice(0, old.lastIndexOf(':'))
    const present = tags.get(name)
    if (present === undefined || old === present || old === `${name}:latest`) continue
    // The engine's own clock on both sides. One that doesn't tell lets them go at once.
    const ageMs = (await tagTime(docker, present)) - (await tagTime(docker, old))
    if (!(ageMs < keepMs)) await removeUnlessUsed(docker, old)
  }
}

async function tagTime(docker: Docker, tag: string): Promise<number> {
  const info = tagTimeSchema.safeParse(
    await docker
      .getImage(tag)
      .inspect()
      .catch(() => undefined),
  )
  return info.success ? info.data.Metadata.LastTagTime.getTime() : Number.NaN
}

async function removeUnlessUsed(docker: Docker, tag: string): Promise<void> {
  await docker
    .getImage(tag)
    .remove()
    .catch(() => {})
}
