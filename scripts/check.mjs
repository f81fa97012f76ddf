/** `npm run check`: types, lint and format, and the dependency rule. Needs node_modules, nothing else. */
import { spawnSync } from 'node:child_process'
import { packageCommand, staticChecks } from './lib/parts.mjs'
import { ROOT } from './setup.mjs'

const architecture = {
  name: 'architecture',
  args: [packageCommand(ROOT, 'vitest'), 'run', '--project', 'unit', 'test/architecture'],
}
const failed = [...staticChecks(ROOT), architecture].filter(({ name, args }) => {
  console.log(`\n${name}`)
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status !== 0
})
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.map(({ name }) => name).join(', ')}`)
  process.exitCode = 1
}
