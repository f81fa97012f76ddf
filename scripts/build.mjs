/**
 * Builds dist/: the renderer with Vite; the engine, Electron's main and the preload with esbuild.
 * `node scripts/build.mjs [renderer] [engine] [electron]` builds parts of it. Types are checked by `npm run check`.
 */
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleEngineModule, REQUIRE_BANNER } from './lib/bundle.mjs'

const ROOT = join(import.meta.dirname, '..')
const PARTS = { renderer: buildRenderer, engine: buildEngine, electron: buildElectron }

async function buildRenderer() {
  const vite = await import('vite')
  await vite.build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' })
}

async function buildEngine() {
  const cli = 'engine/cli/main.ts'
  const hasShebang = readFileSync(join(ROOT, cli), 'utf8').startsWith('#!')
  const banner = { js: hasShebang ? REQUIRE_BANNER : `#!/usr/bin/env node\n${REQUIRE_BANNER}` }
  await bundleEngineModule(ROOT, { entryPoints: [cli], outfile: 'dist/engine/cli.js', banner })
  chmodSync(join(ROOT, 'dist/engine/cli.js'), 0o755)
  await bundleEngineModule(ROOT, { entryPoints: ['engine/host/utility-process.ts'], outfile: 'dist/engine/utility-process.js' })
}

async function buildElectron() {
  await bundleEngineModule(ROOT, { entryPoints: ['electron/main.ts'], outfile: 'dist/electron/main.js' })
  // A sandboxed preload must be one CommonJS file.
  const preload = { entryPoints: ['electron/preload.ts'], outfile: 'dist/electron/preload.cjs' }
  await bundleEngineModule(ROOT, { ...preload, format: 'cjs', target: 'chrome140', banner: {} })
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in PARTS))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; the parts are ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}
for (const [name, buildPart] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`building the ${name}`)
  await buildPart()
}
