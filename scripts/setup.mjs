import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openDurations } from './lib/durations.mjs'
import { createProgress } from './lib/progress.mjs'
import { describeSystem } from './lib/system.mjs'
import { browserStep } from './steps/browser.mjs'
import { buildStep } from './steps/build.mjs'
import { dependenciesStep, invoicelyStep } from './steps/dependencies.mjs'
import { electronStep } from './steps/electron.mjs'
import { engineStep } from './steps/engine.mjs'
import { baseImageStep, stackImagesStep } from './steps/images.mjs'

export const ROOT = join(import.meta.dirname, '..')

/** What the app needs. Without an engine it still opens and says what to do, so those steps may fail. */
export const TO_PLAY = ['dependencies', 'invoicely', 'electron', 'build', 'engine', 'base-image', 'stack-images']
/** What the tests need, all of it. */
export const TO_TEST = ['dependencies', 'invoicely', 'build', 'engine', 'base-image', 'stack-images', 'browser']

const STEPS = [dependenciesStep, invoicelyStep, electronStep, buildStep, engineStep, baseImageStep, stackImagesStep, browserStep]
const MAY_BE_MISSING = new Set(['engine', 'base-image', 'stack-images', 'electron'])

/**
 * Does what is missing of the steps asked for, and nothing else.
 * @param {object} options
 * @param {string[]} options.steps ids, see {@link TO_PLAY}
 * @param {boolean} options.strict every step must succeed; otherwise those that need an engine may fail
 * @param {NodeJS.WriteStream} [options.stream] where progress goes
 * @returns {Promise<{ endpoint?: object, chromium?: string }>} what was found on the way
 * @throws {SetupError}
 */
export async function setUp({ steps, strict, stream = process.stdout }) {
  const nodeProblem = checkNode(process.versions.node)
  if (nodeProblem) throw new SetupError(nodeProblem)
  const cache = join(ROOT, '.cache')
  const context = { root: ROOT, cache, system: describeSystem(), isInteractive: Boolean(process.stdin.isTTY && stream.isTTY) }
  const chosen = STEPS.map((make) => make(context)).filter((step) => steps.includes(step.id))
  const tools = { progress: createProgress({ stream }), durations: openDurations(join(cache, 'setup-durations.json')) }
  await runSteps(chosen, { ...tools, mayFail: (step) => !strict && MAY_BE_MISSING.has(step.id) })
  return context
}

/** A set-up that can't go on; the message says why and what to do. */
export class SetupError extends Error {}

/**
 * Runs steps in order. A step is left out when nothing is needed of it, or when the one it requires has failed.
 * @param {object[]} steps
 * @param {{ progress: object, durations: object, mayFail: (step: object) => boolean, now?: () => number }} tools
 */
export async function runSteps(steps, { progress, durations, mayFail, now = Date.now }) {
  const failed = new Set()
  for (const step of steps) {
    if (failed.has(step.requires)) {
      failed.add(step.id)
      continue
    }
    if (!(await step.needed())) continue
    const startedAt = now()
    const line = progress.step(step.name, durations.expected(step.id))
    try {
      line.done(await step.run(line))
      durations.remember(step.id, now() - startedAt)
    } catch (error) {
      line.fail()
      if (!mayFail(step)) throw new SetupError(`${step.name}: ${error.message}`)
      progress.note(error.message)
      failed.add(step.id)
    }
  }
}

/** @returns {string | undefined} why this Node is too old */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return undefined
  return `Firedrill needs Node 20.19 or newer; this is ${version}. Get a newer one from https://nodejs.org/`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await setUp({ steps: TO_TEST, strict: true })
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
