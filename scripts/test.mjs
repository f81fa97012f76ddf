/**
 * `npm test`: does all the set-up, then runs the static checks and every test.
 * `node scripts/test.mjs unit|integration|e2e` sets up for and runs one part. The last line counts the tests.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './lib/command.mjs'
import { formatMs } from './lib/format.mjs'
import { countTests, staticChecks, sumTests, testRunners } from './lib/parts.mjs'
import { readJson } from './lib/stamp.mjs'
import { ROOT, SetupError, setUp, TO_TEST } from './setup.mjs'

const SETUP_OF_PART = {
  unit: ['dependencies'],
  integration: TO_TEST.filter((step) => step !== 'browser'),
  e2e: TO_TEST,
}

const [part, ...rest] = process.argv.slice(2)
if (rest.length > 0 || (part !== undefined && !(part in SETUP_OF_PART))) {
  console.error(`Usage: node scripts/test.mjs [${Object.keys(SETUP_OF_PART).join('|')}]`)
  process.exit(2)
}

try {
  const { chromium } = await setUp({ steps: part ? SETUP_OF_PART[part] : TO_TEST, strict: true })
  process.exitCode = await runParts(part, chromium)
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Runs everything, whatever fails on the way. Returns the exit code. */
async function runParts(only, chromium) {
  const reports = join(ROOT, 'test-results/reports')
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const failed = []
  const attempt = async ({ name, args, env }) => {
    console.log(`\n== ${name}`)
    const startedAt = Date.now()
    const environment = { ...(chromium ? { FIREDRILL_CHROMIUM: chromium } : {}), ...env }
    const passed = await run(process.execPath, args, { cwd: ROOT, inherit: true, env: environment }).then(
      () => true,
      () => false,
    )
    console.log(`== ${name}: ${passed ? 'passed' : 'FAILED'} in ${formatMs(Date.now() - startedAt)}`)
    if (!passed) failed.push(name)
  }

  if (!only) for (const check of staticChecks(ROOT)) await attempt(check)
  const runners = testRunners(ROOT, reports).filter(({ name }) => !only || name === only)
  for (const runner of runners) await attempt(runner)

  const total = sumTests(runners.map((runner) => readReport(runner, failed)))
  if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`)
  console.log(`\nTests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return failed.length > 0 || total.failed > 0 || total.passed === 0 ? 1 : 0
}

/** A runner that left no report has crashed: that is a failure, not nothing. */
function readReport({ name, report }, failed) {
  try {
    return countTests(readJson(report))
  } catch {
    if (!failed.includes(name)) failed.push(name)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
