interface Waiting {
  resolve: () => void
  reject: (error: Error) => void
}

/** Lets a script wait until the shell takes the next line. */
export class PromptWaiter {
  readonly #waiting = new Set<Waiting>()
  #atPrompt = false
  #ended = false

  shown(): void {
    this.#atPrompt = true
    for (const { resolve } of this.#waiting) resolve()
  }

  /** Something was entered: the prompt that stands there is used up. */
  entered(): void {
    this.#atPrompt = false
  }

  ended(): void {
    this.#ended = true
    for (const { reject } of this.#waiting) reject(new Error('The shell has ended, so it shows no prompt any more.'))
  }

  /** @throws after `timeoutMs` milliseconds without a prompt, or when the shell has ended */
  async wait(timeoutMs: number): Promise<void> {
    if (this.#ended) throw new Error('The shell has ended, so it shows no prompt any more.')
    if (this.#atPrompt) return
    let timer: NodeJS.Timeout | undefined
    let waiting: Waiting | undefined
    try {
      await new Promise<void>((resolve, reject) => {
        waiting = { resolve, reject }
        this.#waiting.add(waiting)
        const late = () =>
          reject(new Error(`The shell has shown no prompt for ${timeoutMs} ms: what was typed is still running.`))
        timer = setTimeout(late, timeoutMs)
      })
    } finally {
      clearTimeout(timer)
      if (waiting) this.#waiting.delete(waiting)
    }
  }
}
