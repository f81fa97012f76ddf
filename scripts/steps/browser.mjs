import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { installPackages } from '../lib/apt.mjs'
import { run } from '../lib/command.mjs'
import { findProgram, isDebianLike, rootAccess } from '../lib/system.mjs'

const DOWNLOAD_TIMEOUT_MS = 180_000
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** A Chromium for the end-to-end tests. Puts its path into `context.chromium`. */
export function browserStep(context) {
  const search = () => {
    context.chromium = process.env.FIREDRILL_CHROMIUM ?? playwrightChromium(context.root) ?? systemChromium()
    return context.chromium !== undefined
  }
  return {
    id: 'browser',
    name: 'Browser for the tests',
    needed: () => !search(),
    run: async (progress) => {
      const failure = await download(context.root, progress)
      if (search()) return
      const { system, isInteractive } = context
      const access = isDebianLike(system) ? await rootAccess(system, { isInteractive }) : 'none'
      if (access === 'none') {
        throw new Error(`Chromium could not be downloaded (${failure}).\nInstall one and set FIREDRILL_CHROMIUM to its path.`)
      }
      if (access === 'ask') progress.pause()
      await installPackages(['chromium'], { access, report: progress.update })
      if (!search())
        throw new Error('The package chromium was installed, but no chromium is on the PATH. Set FIREDRILL_CHROMIUM.')
    },
  }
}

async function download(root, progress) {
  const cli = join(root, 'node_modules/playwright/cli.js')
  const options = { cwd: root, timeoutMs: DOWNLOAD_TIMEOUT_MS, onLine: (message) => progress.update({ message }) }
  return run(process.execPath, [cli, 'install', 'chromium'], options).then(
    () => undefined,
    (error) => error.message.split('\n')[0],
  )
}

function playwrightChromium(root) {
  try {
    const path = createRequire(join(root, 'package.json'))('playwright').chromium.executablePath()
    return existsSync(path) ? path : undefined
  } catch {
    // Playwright isn't installed yet, or knows no Chromium for this system.
    return undefined
  }
}

function systemChromium() {
  if (process.platform === 'darwin') return existsSync(MAC_CHROME) ? MAC_CHROME : undefined
  return PROGRAMS.map((name) => findProgram(name)).find(Boolean)
}
