/**
 * `npm start`: does all the set-up that is missing, then opens the app: its window where there is a display and Electron's
 * program, else the browser door. Arguments after `--` go to whichever is started.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { electronBinary, hasDisplay } from './lib/electron-binary.mjs'
import { ROOT, SetupError, setUp, TO_PLAY } from './setup.mjs'

try {
  await setUp({ steps: TO_PLAY, strict: false })
  open(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function open(args) {
  const electron = hasDisplay() ? electronBinary(ROOT) : undefined
  const child = electron
    ? spawn(electron, [...sandboxArgs(), ROOT, ...args], { stdio: 'inherit' })
    : spawn(process.execPath, [join(ROOT, 'dist/engine/cli.js'), 'serve', ...args], { stdio: 'inherit' })
  // The child closes itself in order, and we end when it has.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal)
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both of us; a supervisor only to us.
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal)
    })
  }
  child.on('exit', (exitCode, signal) => process.exit(exitCode ?? (signal === 'SIGINT' ? 130 : 1)))
}

/** Chromium's sandbox refuses to run as root. */
function sandboxArgs() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}
