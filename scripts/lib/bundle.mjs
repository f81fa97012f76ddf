import { build } from 'esbuild'
import { lazyModules } from './lazy-modules.mjs'

/** Native modules and the packages that find files beside themselves stay in node_modules. */
const EXTERNAL = ['playwright', 'better-sqlite3', 'better-sqlite3-node20', 'node-pty', 'electron', 'ssh2', 'cpu-features']

/** Lets the CommonJS packages inside an ES module call require(). */
export const REQUIRE_BANNER =
  "import { createRequire as __createRequire } from 'node:module'\nconst require = __createRequire(import.meta.url)"

/** Bundles code that runs in Node or Electron's main, as one ES module unless `options` say otherwise. */
export function bundleEngineModule(root, options) {
  return build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: EXTERNAL,
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [lazyModules],
    banner: { js: REQUIRE_BANNER },
    ...options,
  })
}
