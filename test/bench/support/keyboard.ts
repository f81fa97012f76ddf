import { spawn } from 'node-pty'

export interface BenchResult {
  name: string
  value: number
  unit: string
  target?: string
  ok?: boolean
}

const KEYS = 60
const PROMPT_MS = 30_000

/** A terminal as someone at a keyboard has it: types, and sees what comes back. */
export interface Keyboard {
  type(text: string): void
  /** Calls back with each piece of output. */
  listen(listener: (bytes: Uint8Array) => void): void
  end(): Promise<void>
}

export type Make = () => Promise<Keyboard>

/** The value below which a share of the sorted values lies. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Waits for something that always comes, so that a benchmark that broke says so instead of hanging. */
export async function within<T>(wanted: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${PROMPT_MS} ms for ${what}.`)), PROMPT_MS)
  })
  return Promise.race([wanted, late]).finally(() => clearTimeout(timer))
}

/** Types one letter after another and measures until each is echoed. */
export async function measureEcho(keyboard: Keyboard): Promise<number[]> {
  let echoed = () => {}
  keyboard.listen((bytes) => {
    if (Buffer.from(bytes).includes('z')) echoed()
  })
  const tookMs: number[] = []
  for (let key = 0; key < KEYS; key++) {
    const echo = new Promise<void>((resolve) => {
      echoed = resolve
    })
    const startedAt = performance.now()
    keyboard.type('z')
    await within(echo, 'an echo')
    tookMs.push(performance.now() - startedAt)
    // A line that grew past the window's edge would measure readline's wrapping.
    if (key % 20 === 19) keyboard.type('\x15')
    await new Promise((resolve) => setTimeout(resolve, 8))
  }
  return tookMs
}

/** Waits until output holds a text. */
export function waitFor(keyboard: Keyboard, text: string): Promise<void> {
  let seen = ''
  return new Promise((resolve) => {
    keyboard.listen((bytes) => {
      seen = (seen + Buffer.from(bytes).toString('latin1')).slice(-200)
      if (seen.includes(text)) resolve()
    })
  })
}

/** What it is measured against: the engine's own command line under a bare pty. */
export async function openCommandLine(containerId: string): Promise<Keyboard> {
  const pty = spawn('docker', ['exec', '-it', containerId, 'bash', '-i'], { cols: 120, rows: 30, encoding: null })
  let listener: (bytes: Uint8Array) => void = () => {}
  pty.onData((chunk: unknown) => listener(chunk as Buffer))
  const keyboard: Keyboard = {
    type: (text) => pty.write(text),
    listen: (next) => {
      listener = next
    },
    // Closing the client would leave the shell running; the interrupt throws away what was typed right behind it.
    end: async () => {
      const ended = new Promise<void>((resolve) => pty.onExit(() => resolve()))
      pty.write('\x03')
      await new Promise((resolve) => setTimeout(resolve, 300))
      pty.write('\x15exit\r')
      await within(ended, 'the end of a shell')
    },
  }
  const ready = waitFor(keyboard, 'ready-2')
  keyboard.type('echo ready-$((1+1))\r')
  await within(ready, 'a prompt')
  return keyboard
}
