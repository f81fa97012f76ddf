import { currentEnvironment, imageNames, stackFolder } from '../../host/index.ts'
import { findEngine, prepareImages } from '../../runtime/index.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../output.ts'
import { levelFolders } from '../paths.ts'

/** `images`: builds the reference system's images where they are missing or out of date. With --json, one progress line each. */
export async function imagesCommand({ output, signal }: Context): Promise<number> {
  const found = await findEngine(currentEnvironment())
  const folder = stackFolder(levelFolders(process.env))
  const report = (progress: { message: string; fraction?: number; etaMs?: number }) => {
    if (output.json) process.stdout.write(`${JSON.stringify(progress)}\n`)
    else output.progress(progress.message)
  }
  const images = await prepareImages(found.docker, {
    stackDir: folder,
    names: await imageNames(folder),
    onProgress: report,
    signal,
  })
  report({ message: `Ready: ${[...images.values()].join(', ')}`, fraction: 1 })
  return EXIT.ok
}
