import { appendFile, chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type Docker from 'dockerode'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { removeOldTags } from '../../engine/runtime/images/old-tags.ts'
import { baseImagePresent, type ImageProgress, imagesReady, prepareImages } from '../../engine/runtime/index.ts'
import { findTestEngine, removeImages, writeTinyContext } from '../fixtures/tiny-stack.ts'

const ONE = 'firedrill-test-images/one'
const TWO = 'firedrill-test-images/two'
const names = [ONE, TWO]
const never = new AbortController().signal
let docker: Docker
let stackDir: string

const DOCKERFILE = `FROM debian:bookworm-slim AS one
COPY serve.pl /srv/
FROM one AS two
RUN echo built-two && touch /two
`

beforeAll(async () => {
  docker = (await findTestEngine()).docker
})

beforeEach(async () => {
  stackDir = await writeTinyContext()
  await writeFile(join(stackDir, 'Dockerfile'), DOCKERFILE)
  return () => rm(stackDir, { recursive: true })
})

afterAll(() => removeImages(docker, ...names))

const prepare = (onProgress: (progress: ImageProgress) => void = () => {}, signal = never) =>
  prepareImages(docker, { stackDir, names, onProgress, signal })

async function allTags(): Promise<string[]> {
  const images = await docker.listImages({ filters: { reference: names } })
  return images.flatMap((image) => image.RepoTags ?? []).sort()
}

async function danglingImages(): Promise<Set<string>> {
  const images = await docker.listImages({ filters: { dangling: ['true'] } })
  return new Set(images.map((image) => image.Id))
}

async function expectNoNewDangling(before: Set<string>): Promise<void> {
  const added = [...(await danglingImages())].filter((id) => !before.has(id))
  // Others may be building on the same engine: only what has our file is ours.
  for (const id of added) {
    const history = await docker.getImage(id).history()
    expect(JSON.stringify(history)).not.toContain('built-two')
  }
}

describe('images', () => {
  it('are built once, tagged by content and latest, and then ready', async () => {
    expect(await baseImagePresent(docker)).toBe(true)
    expect(await imagesReady(docker, { stackDir, names })).toBe(false)
    const progress: ImageProgress[] = []
    const tags = await prepare((p) => progress.push(p))
    expect(tags.get(ONE)).toMatch(/^firedrill-test-images\/one:[0-9a-f]{12}$/)
    expect(progress.map(({ message }) => message)).toContain('Building the image two (2 of 2): step 4 of 4')
    expect(progress.at(-1)?.fraction).toBe(1)
    expect(progress.every(({ fraction = 0 }, index) => fraction >= (progress[index - 1]?.fraction ?? 0))).toBe(true)

    const begun = performance.now()
    expect(await imagesReady(docker, { stackDir, names })).toBe(true)
    expect(performance.now() - begun).toBeLessThan(500)
    const again: ImageProgress[] = []
    expect(await prepare((p) => again.push(p))).toEqual(tags)
    expect(again).toEqual([])
    const latest = await docker.getImage(`${TWO}:latest`).inspect()
    expect(latest.RepoTags).toContain(tags.get(TWO))
  })

  it('are built anew when a file changes, and the old tags go once nobody can need them', async () => {
    const before = await prepare()
    await appendFile(join(stackDir, 'serve.pl'), '# changed\n')
    const after = await prepare()
    expect(after.get(ONE)).not.toBe(before.get(ONE))
    expect(await allTags()).toEqual(expect.arrayContaining([...before.values(), ...after.values()]))
    await removeOldTags(docker, after, 0)
    expect(await allTags()).toEqual([`${ONE}:latest`, `${TWO}:latest`, ...after.values()].sort())
  })

  it('are not built anew for files that are ignored or installed packages', async () => {
    await writeFile(join(stackDir, '.dockerignore'), '*.log\n')
    await prepare()
    await writeFile(join(stackDir, 'noise.log'), 'x')
    await mkdir(join(stackDir, 'app', 'node_modules', 'left-pad'), { recursive: true })
    await writeFile(join(stackDir, 'app', 'node_modules', 'left-pad', 'index.js'), 'x')
    expect(await imagesReady(docker, { stackDir, names })).toBe(true)
    await chmod(join(stackDir, 'serve.pl'), 0o755)
    await writeFile(join(stackDir, 'plain'), 'x')
    expect(await imagesReady(docker, { stackDir, names })).toBe(false)
  })

  it('carry installed packages all the same', async () => {
    await mkdir(join(stackDir, 'node_modules', 'left-pad'), { recursive: true })
    await writeFile(join(stackDir, 'node_modules', 'left-pad', 'index.js'), 'x')
    const check = 'COPY node_modules /srv/node_modules\nRUN test -f /srv/node_modules/left-pad/index.js\n'
    await appendFile(join(stackDir, 'Dockerfile'), check)
    await prepare()
  })

  it('fail with the end of what the build printed, and leave no layer', async () => {
    const before = await danglingImages()
    await appendFile(join(stackDir, 'Dockerfile'), 'RUN touch /later\nRUN echo the-reason && exit 5\n')
    await expect(prepare()).rejects.toThrow(/image firedrill-test-images\/two could not be built.*the-reason/s)
    await expectNoNewDangling(before)
  })

  it('say that the disk is full', async () => {
    await appendFile(join(stackDir, 'Dockerfile'), 'RUN echo "write error: No space left on device" >&2 && exit 1\n')
    await expect(prepare()).rejects.toThrow(/disk is full, so building the image/)
  })

  it('leave nothing when the build is aborted', async () => {
    const before = await danglingImages()
    await appendFile(join(stackDir, 'Dockerfile'), 'RUN sleep 4714\n')
    const abort = new AbortController()
    const building = prepare(({ message }) => {
      if (message.endsWith('step 5 of 5')) setTimeout(() => abort.abort(new Error('Ctrl-C')), 700)
    }, abort.signal)
    await expect(building).rejects.toThrow('Ctrl-C')
    await expectNoNewDangling(before)
    await expect
      .poll(async () => JSON.stringify((await docker.listContainers({ all: true })).map(({ Command }) => Command)), {
        timeout: 5000,
      })
      .not.toContain('sleep 4714')
  })
})
