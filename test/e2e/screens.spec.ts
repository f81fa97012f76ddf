import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright/test'
import { expect, openApp, startDrill, Terminal, test } from './fixtures.ts'

/** Every screen in light and dark at two sizes, as pictures to look at, and checked for accessibility. */

const FOLDER = path.join(import.meta.dirname, '..', '..', 'screenshots')
const AXE = readFileSync(path.join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

async function takePictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.screenshot({ path: path.join(FOLDER, `${name}-${colorScheme}-${size.width}.png`) })
    }
    expect(await seriousFindings(page), `${name}, ${colorScheme}`).toEqual([])
  }
}

/** What axe finds that keeps somebody from using the screen. */
function seriousFindings(page: Page): Promise<string[]> {
  return page.evaluate(async (source) => {
    // The page's own policy refuses injected script tags; evaluated code is the test's, not the page's.
    new Function(source)()
    const { axe } = globalThis as unknown as { axe: { run: (o: object) => Promise<{ violations: Violation[] }> } }
    type Violation = { id: string; impact: string; nodes: { target: string[] }[] }
    const { violations } = await axe.run({
      exclude: [['.xterm']],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    } as never)
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  }, AXE)
}

test('screens, in light and dark', async ({ app, page }) => {
  await openApp(page, await app.start())
  await expect(page.getByText('Ready').first()).toBeVisible({ timeout: 60_000 })
  await takePictures(page, 'home')
  await page.getByRole('link', { name: 'Doctor' }).click()
  await expect(page.getByText('Free disk space')).toBeVisible()
  await takePictures(page, 'doctor')
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByText('Theme')).toBeVisible()
  await takePictures(page, 'settings')
  await page.goto(`${page.url().split('#')[0]}#/`)
  await page.getByRole('link', { name: 'Uploads vanish' }).first().click()
  await expect(page.getByRole('heading', { name: 'The problem' })).toBeVisible()
  await takePictures(page, 'level')
  await page.goto(`${page.url().split('#')[0]}#/`)
  await startDrill(page, 'Uploads vanish', 'Learn')
  const proxy = await new Terminal(page, 'proxy').open()
  await proxy.run('tail -n 15 /var/log/nginx/access.log', /HTTP/)
  await takePictures(page, 'war-room')
  await page.getByRole('button', { name: 'Diagnose' }).click()
  await takePictures(page, 'diagnose')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Leave' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /leave|give up/i })
    .click()
  await expect(page.getByTestId('score-total')).toBeVisible()
  await takePictures(page, 'debrief')
})
