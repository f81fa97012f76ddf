import { homedir } from 'node:os'
import { createHost, currentEnvironment, type Host, imageNames, stackFolder } from '../host/index.ts'
import { createRuntime, findEngine, prepareImages } from '../runtime/index.ts'
import type { Output } from './output.ts'
import { appVersion, dataFolder, levelFolders } from './paths.ts'

/** What every command gets. */
export interface Context {
  output: Output
  /** Positional arguments after the command's own words. */
  args: string[]
  flags: Record<string, string | boolean | undefined>
  signal: AbortSignal
}

/** A host on the player's own data. The caller closes it. */
export function openHost(): Host {
  return createHost({
    dataFolder: ownDataFolder(),
    levelFolders: levelFolders(process.env),
    version: appVersion(),
    door: 'browser',
    now: Date.now,
  })
}

export function ownDataFolder(): string {
  return dataFolder(process.env, process.platform, homedir())
}

/**
 * The container engine with its images built, for commands that boot levels beside the app.
 * @param owner marks the containers, so that a running app doesn't take them for its own leftovers
 */
export async function readyEngine(context: Context, owner: string) {
  const found = await findEngine(currentEnvironment())
  const folder = stackFolder(levelFolders(process.env))
  const images = await prepareImages(found.docker, {
    stackDir: folder,
    names: await imageNames(folder),
    onProgress: ({ message }) => context.output.progress(message),
    signal: context.signal,
  })
  return { found, runtime: createRuntime({ docker: found.docker, images, owner, now: Date.now }) }
}
