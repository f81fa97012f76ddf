import { FLOW } from '../../engine/contract/index.ts'

/**
 * Counts what the terminal has parsed and tells the engine now and then, so that a flood is held back at its source
 * instead of piling up in the window. One counter a connection: what an earlier one brought is nobody's debt.
 */
export class AckCounter {
  #parsedBytes = 0
  readonly #acknowledge: (bytes: number) => void

  constructor(acknowledge: (bytes: number) => void) {
    this.#acknowledge = acknowledge
  }

  /** To be called from the callback of xterm's write. */
  parsed(bytes: number): void {
    this.#parsedBytes += bytes
    if (this.#parsedBytes < FLOW.ackEveryBytes) return
    this.#acknowledge(this.#parsedBytes)
    this.#parsedBytes = 0
  }
}
