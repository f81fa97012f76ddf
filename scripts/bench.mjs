/**
 * `npm run bench [-- NAME...] [-- --json]`: runs the benchmarks of test/bench whose file name contains one of the names.
 * A benchmark is a file right in test/bench (helpers go in a folder of it) that exports `run(): Promise<{ name, value, unit, target?, ok? }[]>`.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onInterrupt } from './lib/interrupt.mjs'
import { ROOT, SetupError, setUp, TO_TEST } from './setup.mjs'

const args = process.argv.slice(2)
const asJson = args.includes('--json')
const names = args.filter((arg) => !arg.startsWith('-'))

try {
  // Progress goes to stderr: stdout holds results only.
  const { chromium } = await setUp({ steps: TO_TEST, strict: true, stream: process.stderr })
  if (chromium) process.env.FIREDRILL_CHROMIUM = chromium
  process.exitCode = await runAll()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function runAll() {
  const folder = join(ROOT, 'test/bench')
  const files = readdirSync(folder).filter(
    (file) => file.endsWith('.ts') && (names.length === 0 || names.some((name) => file.includes(name))),
  )
  if (files.length === 0) {
    console.error(`No benchmark is called ${names.join(', ')}.`)
    return 2
  }
  // Below the root, so that the packages left out of the bundle are found.
  const output = join(ROOT, 'dist/bench')
  const remove = () => rmSync(output, { recursive: true, force: true })
  const forget = onInterrupt(remove)
  mkdirSync(output, { recursive: true })
  try {
    const results = []
    for (const file of files) results.push(...(await runOne(join(folder, file), output)))
    if (asJson) console.log(JSON.stringify(results, null, 2))
    return results.some(({ ok }) => ok === false) ? 1 : 0
  } finally {
    remove()
    forget()
  }
}

async function runOne(file, output) {
  const { bundleEngineModule } = await import('./lib/bundle.mjs')
  const name = basename(file, '.ts')
  const outfile = join(output, `${name}.mjs`)
  await bundleEngineModule(ROOT, { entryPoints: [file], outfile })
  const { run } = await import(pathToFileURL(outfile).href)
  if (!asJson) console.log(`\n${name}`)
  const results = (await run()).map((result) => ({ benchmark: name, ...result }))
  if (!asJson) for (const result of results) console.log(describe(result))
  return results
}

function describe({ name, value, unit, target, ok }) {
  const verdict = ok === undefined ? '' : ok ? '  ok' : '  MISSED'
  const aim = target === undefined ? '' : `  (target ${target})`
  return `  ${name.padEnd(52)} ${String(Number(value.toFixed(2))).padStart(10)} ${unit}${aim}${verdict}`
}
