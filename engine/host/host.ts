import { randomInt, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { readCatalog } from '../catalog/index.ts'
import { lockDataFolder, openStore, type Store } from '../store/index.ts'
import { Attempts } from './attempts.ts'
import { ContainerEngine } from './container-engine.ts'

export interface HostOptions {
  dataFolder: string
  /** Folders that hold level folders; the first also holds `_stack`, the images of the reference system. */
  levelFolders: string[]
  version: string
  door: 'desktop' | 'browser'
  now: () => number
}

/** The wired engine: what both doors serve and the command line uses. */
export interface Host {
  readonly options: HostOptions
  readonly store: Store
  readonly engine: ContainerEngine
  readonly attempts: Attempts
  /** Marks this installation's containers. */
  readonly installationId: string
  catalog(): ReturnType<typeof readCatalog>
  /**
   * Takes the data folder for this process. Throws StoreError LOCKED when another app has it. Commands that only read
   * don't call it.
   */
  lock(): void
  /** Looks for the container engine, prepares the images, and takes up what an earlier run left. */
  start(): Promise<void>
  close(): Promise<void>
}

/** Wires the engine. Throws StoreError when the database can't be opened; nothing has been changed then. */
export function createHost(options: HostOptions): Host {
  const { dataFolder, levelFolders, now } = options
  mkdirSync(dataFolder, { recursive: true })
  const store = openStore({ file: path.join(dataFolder, 'firedrill.db'), now })
  const catalog = () => readCatalog(levelFolders)
  const owner = installationId(dataFolder)
  let unlock: (() => void) | undefined
  const engine = new ContainerEngine({
    stackFolder: stackFolder(levelFolders),
    imageNames: () => imageNames(stackFolder(levelFolders)),
    owner,
    now,
    environment: currentEnvironment(),
  })
  const attempts = new Attempts({
    store,
    levels: async () => (await catalog()).levels,
    engine,
    recordingsFolder: path.join(dataFolder, 'recordings'),
    now,
    newId: randomUUID,
    newSeed: () => randomInt(2 ** 32),
  })
  return {
    options,
    store,
    engine,
    attempts,
    installationId: owner,
    catalog,
    lock() {
      unlock ??= lockDataFolder(dataFolder)
    },
    async start() {
      await attempts.takeUp()
      await engine.prepare()
      await attempts.recover()
    },
    async close() {
      await attempts.close()
      engine.close()
      store.close()
      unlock?.()
    },
  }
}

export function stackFolder(levelFolders: readonly string[]): string {
  return path.join(levelFolders[0] ?? '.', '_stack')
}

/** The names of the stack's images: the Dockerfile's stages that no other stage builds on or copies from. */
export function imageNames(folder: string): Promise<string[]> {
  const text = readFileSync(path.join(folder, 'Dockerfile'), 'utf8')
  const stages = [...text.matchAll(/^FROM\s+\S+\s+AS\s+(\S+)/gim)].map((match) => match[1] ?? '')
  const used = new Set([...text.matchAll(/^FROM\s+(\S+)|--from=(\S+)/gim)].map((match) => match[1] ?? match[2] ?? ''))
  return Promise.resolve(stages.filter((stage) => !used.has(stage)).map((stage) => `firedrill/${stage}`))
}

/** What finding a container engine needs to know of this machine. */
export function currentEnvironment() {
  return { env: process.env, platform: process.platform, homeDir: homedir(), uid: process.getuid?.() ?? -1 }
}

/** A random id that marks this installation's containers, so that two installations never remove each other's. */
export function installationId(dataFolder: string): string {
  const file = path.join(dataFolder, 'installation-id')
  try {
    const id = readFileSync(file, 'utf8').trim()
    if (/^[0-9a-f-]{36}$/.test(id)) return id
  } catch {
    // There is none yet.
  }
  const id = randomUUID()
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(file, `${id}\n`)
  return id
}
