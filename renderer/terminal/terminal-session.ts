import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import type { RawChannel } from '../../engine/contract/index.ts'
import { isAppKey } from '../shell/shortcut.ts'
import { terminalTheme } from '../theme/terminal-theme.ts'
import { type ConnectionState, TerminalConnection } from './connection.ts'
import { GpuRenderer } from './gpu-renderer.ts'
import { PacedWriter } from './paced-writer.ts'

export interface SessionOptions {
  instance: string
  /** What screen readers call it. */
  name: string
  dial(): Promise<RawChannel>
  openLink(url: string): void
}

/** Full reset, sent through the parser so that it takes its turn behind output which is still being parsed. */
const RESET = new TextEncoder().encode('\x1bc')

/**
 * One terminal of an attempt: xterm, its addons and its channel. It lives as long as the shell does; React only gives
 * it a place to be shown in.
 */
export class TerminalSession {
  readonly instance: string
  readonly xterm: Terminal
  readonly search = new SearchAddon()
  readonly #fit = new FitAddon()
  readonly #gpu: GpuRenderer
  readonly #name: string
  readonly #connection: TerminalConnection
  readonly #host = document.createElement('div')
  readonly #writer = new PacedWriter({
    write: (bytes, parsed) => this.xterm.write(bytes, parsed),
    // Browsers slow the timers of a hidden page down; pauses would then hold the shell itself up.
    isUrgent: () => document.hidden || this.#host.contains(document.activeElement),
    now: () => performance.now(),
    later: (run, ms) => window.setTimeout(run, ms),
  })
  readonly #listeners = new Set<() => void>()
  readonly #resizes = new ResizeObserver(() => this.#scheduleFit())
  #frame = 0
  #opened = false

  constructor(options: SessionOptions) {
    this.instance = options.instance
    this.#host.style.cssText = 'width:100%;height:100%'
    this.xterm = createXterm(options)
    this.#gpu = new GpuRenderer(this.xterm)
    this.xterm.loadAddon(this.#fit)
    this.xterm.loadAddon(this.search)
    this.#name = options.name
    this.#connection = this.#connect(options)
    this.#passOn()
  }

  readonly state = (): ConnectionState => this.#connection.state

  readonly onState = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Shows the terminal in `parent`. It may be shown in one place at a time. */
  attach(parent: HTMLElement): void {
    parent.append(this.#host)
    if (!this.#opened) {
      this.#opened = true
      this.xterm.open(this.#host)
      this.xterm.textarea?.setAttribute('aria-label', this.#name)
    }
    this.#resizes.observe(this.#host)
    this.#scheduleFit()
  }

  detach(): void {
    this.#resizes.disconnect()
    this.#gpu.release()
    this.#host.remove()
  }

  /** Browsers keep few GPU contexts, so only terminals that can be seen hold one. */
  setVisible(visible: boolean): void {
    if (!visible) {
      this.#gpu.release()
      return
    }
    this.#gpu.acquire()
    this.#scheduleFit()
  }

  focus(): void {
    this.xterm.focus()
  }

  /** The attempt no longer lists this terminal. */
  end(): void {
    this.#connection.end(null)
  }

  dispose(): void {
    this.detach()
    cancelAnimationFrame(this.#frame)
    this.#connection.close()
    this.xterm.dispose()
  }

  #connect(options: SessionOptions): TerminalConnection {
    return new TerminalConnection({
      dial: () => options.dial(),
      size: () => ({ cols: this.xterm.cols, rows: this.xterm.rows }),
      onOutput: (bytes, parsed) => this.#writer.push(bytes, parsed),
      onReplay: () => this.#writer.push(RESET, () => undefined),
      onState: () => {
        for (const listener of [...this.#listeners]) listener()
      },
    })
  }

  #passOn(): void {
    const encoder = new TextEncoder()
    this.xterm.onData((text) => this.#connection.type(encoder.encode(text)))
    // Old mouse reports are bytes above 127 that are not UTF-8.
    this.xterm.onBinary((text) => this.#connection.type(Uint8Array.from(text, (char) => char.charCodeAt(0))))
    this.xterm.onResize(({ cols, rows }) => this.#connection.resize(cols, rows))
  }

  #scheduleFit(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => {
      // Hidden tabs have no size; fitting to it would fold the shell's lines to nothing.
      if (this.#host.isConnected && this.#host.clientWidth > 40 && this.#host.clientHeight > 20) this.#fit.fit()
    })
  }
}

function createXterm(options: SessionOptions): Terminal {
  const xterm = new Terminal({
    allowProposedApi: true,
    cursorBlink: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--fd-mono'),
    fontSize: 13,
    lineHeight: 1.15,
    scrollback: 10_000,
    minimumContrastRatio: 4.5,
    rightClickSelectsWord: false,
    theme: terminalTheme,
    linkHandler: { activate: (_event, url) => options.openLink(url), allowNonHttpProtocols: false },
  })
  xterm.loadAddon(new Unicode11Addon())
  xterm.unicode.activeVersion = '11'
  xterm.loadAddon(new WebLinksAddon((_event, url) => options.openLink(url)))
  xterm.attachCustomKeyEventHandler((event) => !takesKey(xterm, event))
  return xterm
}

/**
 * Keys that the shell doesn't get. Copying is done here; pasting is left to the window, which gives xterm a paste event;
 * the rest are the app's shortcuts.
 */
function takesKey(xterm: Terminal, event: KeyboardEvent): boolean {
  if (!isAppKey(event)) return false
  if (event.type === 'keydown' && event.ctrlKey && event.key.toLowerCase() === 'c') {
    event.preventDefault()
    if (xterm.hasSelection()) void navigator.clipboard.writeText(xterm.getSelection())
  }
  return true
}
