import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from 'playwright/test'
import { electronBinary, hasDisplay } from '../../scripts/lib/electron-binary.mjs'

/** The desktop shell for real, wherever Electron's program and a display are to be had. */
const ROOT = path.resolve(import.meta.dirname, '../..')
const binary = electronBinary(ROOT)
const reason = !binary
  ? "Electron's program was not downloaded. Run `npm start` on a machine with a display, or set FIREDRILL_ELECTRON."
  : !hasDisplay()
    ? 'there is no display. Run it under a desktop, or xvfb-run.'
    : undefined

test.describe('desktop shell', () => {
  if (reason) console.warn(`\nSKIPPED: the desktop shell's tests: ${reason}\n`)
  test.skip(reason !== undefined, reason)

  let folder: string
  let app: ElectronApplication
  let page: Page

  test.beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'firedrill-desktop-'))
    app = await launch()
    page = await app.firstWindow()
  })
  test.afterEach(async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const launch = () =>
    _electron.launch({
      ...(binary ? { executablePath: binary } : {}),
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${path.join(folder, 'user')}`, ROOT],
      env: { ...(process.env as Record<string, string>), FIREDRILL_DATA: path.join(folder, 'data') },
    })

  test('shows the levels that the engine reads', async () => {
    await expect(page).toHaveURL('app://firedrill/')
    await expect(page.getByText('Uploads vanish').first()).toBeVisible()
  })

  test('keeps Node and the rest of the disk away from the page', async () => {
    const found = await page.evaluate(async () => ({
      globals: ['require', 'process', 'Buffer', 'module'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as unknown as { firedrill: object }).firedrill).sort(),
      escape: (await fetch('app://firedrill/..%2f..%2fpackage.json')).status,
      remote: await fetch('https://example.com/').then(
        () => 'loaded',
        () => 'refused',
      ),
    }))
    expect(found).toEqual({ globals: [], bridge: ['connect', 'openExternal'], escape: 403, remote: 'refused' })
  })

  test('stays on its own page and opens no other window', async () => {
    await page.evaluate(() => {
      window.open('https://example.invalid/')
      window.location.href = 'https://example.invalid/'
    })
    await expect(page).toHaveURL('app://firedrill/')
    expect(app.windows()).toHaveLength(1)
  })

  test('gives way to the instance that runs already', async () => {
    const second = await launch().catch(() => undefined)
    await second?.waitForEvent('close').catch(() => {})
    expect(app.windows()).toHaveLength(1)
  })
})
