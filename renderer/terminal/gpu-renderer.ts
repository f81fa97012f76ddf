import { WebglAddon } from '@xterm/addon-webgl'
import type { Terminal } from '@xterm/xterm'

/** `?renderer=dom` in the address keeps terminals in the DOM, where tests and some assistive tools can read them. */
const wantsDom = () => new URLSearchParams(window.location.search).get('renderer') === 'dom'

/** WebGL that the CPU has to draw (virtual machines, remote desktops) is slower than the DOM and takes the keyboard's time. */
const hasGpu = (() => {
  let answer: boolean | undefined
  return () => {
    answer ??= document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true }) !== null
    return answer
  }
})()

/** Draws a terminal with WebGL while it holds a context; without one xterm draws in the DOM. */
export class GpuRenderer {
  #addon: WebglAddon | undefined
  #refused = wantsDom() || !hasGpu()
  readonly #xterm: Terminal

  constructor(xterm: Terminal) {
    this.#xterm = xterm
  }

  acquire(): void {
    if (this.#addon || this.#refused || !this.#xterm.element) return
    const addon = new WebglAddon()
    try {
      addon.onContextLoss(() => this.release())
      this.#xterm.loadAddon(addon)
      this.#addon = addon
    } catch {
      // No WebGL 2 here, and there won't be: the DOM renderer stays.
      this.#refused = true
      addon.dispose()
    }
  }

  release(): void {
    this.#addon?.dispose()
    this.#addon = undefined
  }
}
