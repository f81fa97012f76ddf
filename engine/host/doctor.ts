import { statfs } from 'node:fs/promises'
import type { Finding } from '../contract/index.ts'
import { findEngine, imagesReady, NoEngineError } from '../runtime/index.ts'
import { currentEnvironment, type Host, imageNames, stackFolder } from './host.ts'

const ENOUGH_DISK_BYTES = 4 * 1024 ** 3
const ENOUGH_MEMORY_BYTES = 2 * 1024 ** 3

/** Checks what Firedrill needs, one finding a check. Never throws: what can't be checked is a finding too. */
export async function doctor(host: Host): Promise<Finding[]> {
  return [
    await checkNode(),
    ...(await checkEngine(host)),
    await checkDisk(host.options.dataFolder),
    await checkLevels(host),
    checkStore(host),
  ]
}

async function checkNode(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  const base = { id: 'node', title: 'Node.js', message: `Version ${process.versions.node}` }
  return ok ? { ...base, state: 'ok' } : { ...base, state: 'error', advice: 'Install Node.js 20.19 or newer.' }
}

async function checkEngine(host: Host): Promise<Finding[]> {
  const base = { id: 'engine', title: 'Container engine' }
  try {
    const found = await findEngine(currentEnvironment())
    const enough = found.memoryBytes >= ENOUGH_MEMORY_BYTES
    const size = `${found.name} at ${found.endpoint}, ${found.cpus} CPUs, ${gib(found.memoryBytes)} of memory`
    const engine: Finding = enough
      ? { ...base, state: 'ok', message: size }
      : { ...base, state: 'warning', message: size, advice: 'Give the engine at least 2 GiB of memory in its settings.' }
    return [engine, await checkImages(host, found)]
  } catch (error) {
    const advice = error instanceof NoEngineError ? error.advice : 'Start the container engine, then run this again.'
    return [{ ...base, state: 'error', message: error instanceof Error ? error.message : String(error), advice }]
  }
}

async function checkImages(host: Host, found: Awaited<ReturnType<typeof findEngine>>): Promise<Finding> {
  const base = { id: 'images', title: 'Images of the reference system' }
  const folder = stackFolder(host.options.levelFolders)
  try {
    const ready = await imagesReady(found.docker, { stackDir: folder, names: await imageNames(folder) })
    if (ready) return { ...base, state: 'ok', message: 'Built and current.' }
    return { ...base, state: 'warning', message: 'Not built yet, or out of date.', advice: 'They are built when the app starts.' }
  } catch (error) {
    return { ...base, state: 'error', message: String(error), advice: `Check that ${folder} is complete.` }
  }
}

async function checkDisk(folder: string): Promise<Finding> {
  const base = { id: 'disk', title: 'Free disk space' }
  try {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    const message = `${gib(free)} free where Firedrill keeps its data (${folder})`
    if (free >= ENOUGH_DISK_BYTES) return { ...base, state: 'ok', message }
    return {
      ...base,
      state: 'warning',
      message,
      advice: 'Images and recordings need about 4 GiB. Make room before you start a level.',
    }
  } catch (error) {
    return { ...base, state: 'error', message: String(error), advice: `Check that ${folder} exists and can be written.` }
  }
}

async function checkLevels(host: Host): Promise<Finding> {
  const { levels, problems } = await host.catalog()
  const base = { id: 'levels', title: 'Levels' }
  if (problems.length === 0) return { ...base, state: 'ok', message: `${levels.length} can be played.` }
  const listed = problems.map((p) => [p.file, p.line, p.message].filter((part) => part !== undefined).join(':')).join('\n')
  return {
    ...base,
    state: 'warning',
    message: `${levels.length} can be played; problems:\n${listed}`,
    advice: 'Mend the files named above.',
  }
}

function checkStore(host: Host): Finding {
  const attempts = host.store.attempts.list().length
  return { id: 'store', title: 'Progress', state: 'ok', message: `${attempts} attempts in ${host.options.dataFolder}` }
}

function gib(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`
}
