/** A value that can be watched. A slow watcher skips to the newest value: views are sent whole, so none is missed. */
export class Watchable<T> {
  #value: T
  #closed = false
  readonly #wakeUps = new Set<() => void>()

  constructor(initial: T) {
    this.#value = initial
  }

  get value(): T {
    return this.#value
  }

  set(value: T): void {
    this.#value = value
    this.#wake()
  }

  /** Ends every watch after its last value. */
  close(): void {
    this.#closed = true
    this.#wake()
  }

  /** Yields the value now and at each change, until closed or aborted. */
  async *watch(signal: AbortSignal | undefined): AsyncGenerator<T, void, void> {
    let seen: { value: T } | undefined
    while (!signal?.aborted) {
      if (seen?.value !== this.#value || seen === undefined) {
        seen = { value: this.#value }
        yield seen.value
      } else if (this.#closed) return
      else await this.#changed(signal)
    }
  }

  #changed(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wakeUps.delete(wake)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      this.#wakeUps.add(wake)
      signal?.addEventListener('abort', wake)
    })
  }

  #wake(): void {
    for (const wake of [...this.#wakeUps]) wake()
  }
}
