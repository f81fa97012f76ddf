import { join } from 'node:path'
import { installPackages } from '../lib/apt.mjs'
import { BASE_IMAGE, makeBase, pullBase } from '../lib/base-image.mjs'
import { run } from '../lib/command.mjs'
import { imageId, imageIds } from '../lib/docker-api.mjs'
import { compareWithStamp, writeJson } from '../lib/stamp.mjs'
import { asRoot, findProgram, isDebianLike, rootAccess } from '../lib/system.mjs'

const BASE_NAME = `${BASE_IMAGE.repository}:${BASE_IMAGE.tag}`
const STACK_IMAGES = 'firedrill/*'

/** The base of all images: pulled, or made from Debian's packages where no registry answers. */
export function baseImageStep(context) {
  return {
    id: 'base-image',
    name: 'Base image',
    requires: 'engine',
    needed: async () => !(await imageId(context.endpoint, BASE_NAME)),
    run: async (progress) => {
      const pulled = await pullBase(context.endpoint, progress.update).then(
        () => undefined,
        (error) => error,
      )
      if (!pulled) return 'pulled'
      progress.update({ message: 'no registry answers: making it from Debian packages' })
      await makeFromPackages(context, progress, pulled)
      return 'made from Debian packages'
    },
  }
}

async function makeFromPackages({ system, isInteractive, endpoint }, progress, pullError) {
  const access = isDebianLike(system) ? await rootAccess(system, { isInteractive }) : 'none'
  const hasTool = findProgram('mmdebstrap') !== undefined
  if (access === 'none' && !hasTool) {
    throw new Error(
      `${BASE_NAME} could not be pulled (${pullError.message}), and it can be made from packages only on Debian or Ubuntu.\n` +
        `Let the engine reach a registry, or load the image on a machine that can: docker save ${BASE_NAME} | ssh HOST docker load`,
    )
  }
  if (access === 'ask') progress.pause()
  if (!hasTool) await installPackages(['mmdebstrap'], { access, report: progress.update })
  const rootPrefix = access === 'none' ? undefined : asRoot(access, [])
  await makeBase(endpoint, { rootPrefix, report: progress.update })
}

/** The images of the reference system. Their tags are content hashes, so only what changed is built. */
export function stackImagesStep(context) {
  const { root, cache } = context
  const stampFile = join(cache, 'stack-images.json')
  let next
  return {
    id: 'stack-images',
    name: 'Images of the reference system',
    requires: 'base-image',
    needed: async () => {
      const paths = ['levels/_stack', 'levels/_stack/invoicely/node_modules/.firedrill-setup.json']
      const comparison = compareWithStamp({ root, stampFile, paths })
      next = comparison.next
      if (!comparison.fresh) return true
      const present = new Set(await imageIds(context.endpoint, STACK_IMAGES))
      return !comparison.stamp.images?.length || comparison.stamp.images.some((id) => !present.has(id))
    },
    run: async (progress) => {
      const onLine = (line) => progress.update(parseProgress(line))
      await run(process.execPath, [join(root, 'dist/engine/cli.js'), 'images', '--json'], { cwd: root, onLine })
      const images = await imageIds(context.endpoint, STACK_IMAGES)
      writeJson(stampFile, { ...next, images })
    },
  }
}

/** Reads a progress line of `firedrill images --json`; any other line is shown as it is. */
function parseProgress(line) {
  try {
    const { message, fraction, etaMs } = JSON.parse(line)
    return { message, fraction, etaMs }
  } catch {
    return { message: line }
  }
}
