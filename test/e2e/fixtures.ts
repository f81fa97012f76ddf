import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { test as base, expect, type Page } from 'playwright/test'

export { expect }

const CLI = path.join(import.meta.dirname, '..', '..', 'dist', 'engine', 'cli.js')

/** The app on a data folder of its own, behind its browser door. */
export interface App {
  readonly dataFolder: string
  /** Starts the app and returns a link that opens it once. */
  start(env?: Record<string, string>): Promise<string>
  /** Ends it as a person would with Ctrl-C. */
  stop(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Runs a command of the command line on the same data. */
  run(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }>
}

export const test = base.extend<{ app: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  app: async ({}, use) => {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'firedrill-e2e-'))
    const app = new AppProcess(dataFolder)
    await use(app)
    await app.stop()
    await app.run('reap', '--all')
    rmSync(dataFolder, { recursive: true })
  },
})

class AppProcess implements App {
  readonly dataFolder: string
  #child: ChildProcess | undefined
  #exited: Promise<unknown> = Promise.resolve()

  constructor(dataFolder: string) {
    this.dataFolder = dataFolder
  }

  async start(env: Record<string, string> = {}): Promise<string> {
    const child = spawn(process.execPath, [CLI, 'serve', '--json'], {
      env: { ...process.env, FIREDRILL_DATA: this.dataFolder, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#child = child
    this.#exited = once(child, 'exit')
    for await (const line of createInterface({ input: child.stdout })) {
      return (JSON.parse(line) as { url: string }).url
    }
    throw new Error('The app ended before it was open.')
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  async run(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, FIREDRILL_DATA: this.dataFolder } })
    const output = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk
    })
    const [exitCode] = (await once(child, 'close')) as [number]
    return { exitCode, ...output }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#child?.kill(signal)
    await this.#exited
    this.#child = undefined
  }
}

/** Opens the app; terminals draw into the page's DOM, where a test can read them. */
export async function openApp(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.goto(`${new URL(url).origin}/?renderer=dom#/`)
  await expect(page.getByRole('heading', { name: 'Drills', level: 2 })).toBeVisible()
}

/** Picks a level on the home screen, starts it in a mode, and acknowledges its page. */
export async function startDrill(page: Page, title: string, mode: 'Learn' | 'Drill' | 'Exam'): Promise<void> {
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('radio', { name: mode }).check()
  const start = page.getByRole('button', { name: 'Start the drill' })
  await expect(start).toBeEnabled({ timeout: 60_000 })
  await start.click()
  await page.getByRole('button', { name: 'Acknowledge' }).click({ timeout: 120_000 })
}

/** A terminal as a player uses it: opened by its instance, typed into, read from the screen. */
export class Terminal {
  readonly #page: Page
  readonly #instance: string

  constructor(page: Page, instance: string) {
    this.#page = page
    this.#instance = instance
  }

  get screen() {
    return this.#page.getByTestId(`terminal-${this.#instance}`).locator('.xterm-rows')
  }

  async open(): Promise<this> {
    // The first terminal is offered on the empty desk, further ones in a menu.
    const first = this.#page.getByRole('button', { name: new RegExp(`^${this.#instance} `) })
    const menu = this.#page.getByRole('button', { name: 'New terminal' })
    await first.or(menu).first().waitFor()
    if (await menu.isVisible()) {
      await menu.click()
      await this.#page.getByRole('menuitem', { name: this.#instance }).click()
    } else await first.click()
    await expect(this.screen).toContainText(`root@${this.#instance}`, { timeout: 30_000 })
    return this
  }

  /** Types a line and waits until the screen shows what it should. */
  async run(command: string, shows: RegExp | string): Promise<void> {
    await this.#page.getByTestId(`terminal-${this.#instance}`).locator('.xterm-screen').click()
    await this.#page.keyboard.type(command)
    await this.#page.keyboard.press('Enter')
    await expect(this.screen).toContainText(shows, { timeout: 30_000 })
  }
}
