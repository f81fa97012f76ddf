import { join } from 'node:path'
import { run } from '../lib/command.mjs'
import { electronBinary, hasDisplay } from '../lib/electron-binary.mjs'
import { readJson, writeJson } from '../lib/stamp.mjs'

const DOWNLOAD_TIMEOUT_MS = 10 * 60_000
const TRY_AGAIN_AFTER_MS = 24 * 3_600_000

/**
 * Electron's program, which its package no longer brings. Where it can't be had, the app opens in the browser, so a failed
 * download is tried again only the next day.
 */
export function electronStep({ root, cache }) {
  const stampFile = join(cache, 'electron.json')
  const version = () => readJson(join(root, 'node_modules/electron/package.json'))?.version
  return {
    id: 'electron',
    name: 'Electron',
    optional: true,
    needed: () => {
      if (!hasDisplay() || electronBinary(root)) return false
      const failed = readJson(stampFile)
      return failed?.version !== version() || Date.now() - failed.at > TRY_AGAIN_AFTER_MS
    },
    run: async (progress) => {
      const onLine = (message) => progress.update({ message })
      try {
        await run(process.execPath, [join(root, 'node_modules/electron/install.js')], { timeoutMs: DOWNLOAD_TIMEOUT_MS, onLine })
      } catch (error) {
        writeJson(stampFile, { version: version(), at: Date.now() })
        throw new Error(`Electron could not be downloaded, so the app opens in the browser. ${error.message.split('\n')[0]}`)
      }
    },
  }
}
