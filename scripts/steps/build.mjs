import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../lib/command.mjs'
import { compareWithStamp, writeJson } from '../lib/stamp.mjs'

const SOURCES = [
  'engine',
  'electron',
  'renderer',
  'assets',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'scripts/build.mjs',
]
const OUTPUTS = ['dist/engine/cli.js', 'dist/engine/utility-process.js', 'dist/electron/main.js', 'dist/renderer/index.html']

/** Builds dist/ when a source has changed. */
export function buildStep({ root, cache }) {
  const stampFile = join(cache, 'build.json')
  let next
  return {
    id: 'build',
    name: 'Build',
    needed: () => {
      const comparison = compareWithStamp({ root, stampFile, paths: SOURCES, accept: (path) => !/\.test\.tsx?$/.test(path) })
      next = comparison.next
      return !comparison.fresh || OUTPUTS.some((file) => !existsSync(join(root, file)))
    },
    run: async (progress) => {
      rmSync(stampFile, { force: true })
      await run(process.execPath, [join(root, 'scripts/build.mjs')], {
        cwd: root,
        onLine: (message) => progress.update({ message }),
      })
      writeJson(stampFile, next)
    },
  }
}
