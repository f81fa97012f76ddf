import { type Mark, type MarkRange, MarkScanner } from './marks.ts'
import { PlainText } from './plain-text.ts'
import { ShownText } from './shown-text.ts'
import { TextBudget } from './text-budget.ts'
import { TypedLines } from './typed.ts'
import type { RanCommand, ShownText as Shown } from './types.ts'

const IDLE_MS = 100

export interface ObserverEvents {
  onCommand(command: RanCommand): void
  onText(shown: Shown): void
  /** The shell waits for a command line. */
  onPrompt(): void
}

/** Watches one terminal's stream: tells which commands ran, what they showed, and when the shell waits. */
export class StreamObserver {
  readonly #events: ObserverEvents
  readonly #scanner: MarkScanner
  readonly #plain = new PlainText()
  readonly #typed = new TypedLines()
  readonly #budget: TextBudget
  readonly #shown: ShownText
  #idle: NodeJS.Timeout | undefined
  #state: 'prompt' | 'editing' | 'running' | 'between' = 'between'
  #running: RanCommand | undefined
  #outputFrom = 0
  #historyNumber = ''
  /** False when the history left the command out, so that the shell tells the one before. */
  #inHistory = true
  #cwd: string | undefined
  /** The shell tells its prompts only, so that echo and output cannot be told apart by marks. */
  #promptsOnly = false

  constructor(nonce: string | undefined, events: ObserverEvents) {
    this.#events = events
    this.#shown = new ShownText(this.#typed, (text, command) => events.onText({ text, command }))
    this.#budget = new TextBudget((bytes) => this.#shown.push(this.#plain.push(bytes)))
    this.#scanner = new MarkScanner(
      nonce,
      (bytes) => this.#budget.push(bytes),
      (mark, range) => {
        this.#budget.flush()
        this.#shown.push(this.#plain.flush())
        this.#mark(mark, range)
      },
    )
  }

  push(chunk: Buffer): void {
    this.#scanner.push(chunk)
    if (this.#idle) this.#idle.refresh()
    else this.#idle = setTimeout(() => this.#shown.idle(), IDLE_MS)
  }

  /** Tells what was typed, before it is echoed. */
  type(keys: string): void {
    this.#shown.type(keys)
    if (keys.includes('\r')) this.#budget.renew()
  }

  /** The shell has ended; a command that was running (such as `exit`) has too. */
  end(offset: number): void {
    clearTimeout(this.#idle)
    this.#budget.flush()
    this.#finish(undefined, offset)
  }

  #mark(mark: Mark, range: MarkRange): void {
    switch (mark.kind) {
      case 'command':
        this.#running = { command: this.#inHistory ? mark.command : '' }
        return
      case 'executed':
        this.#start(range.to)
        return
      case 'done':
        this.#finish(mark.exitCode, range.from)
        return
      case 'property':
        this.#property(mark.key, mark.value)
        return
      case 'continuation':
        if (this.#state === 'editing') this.#shown.continued()
        return
      default:
        this.#prompt(mark.kind)
    }
  }

  #property(key: string, value: string): void {
    if (key === 'Cwd') this.#cwd = value
    if (key === 'Shell') this.#promptsOnly = value === 'sh'
    if (key !== 'History') return
    this.#inHistory = value !== this.#historyNumber
    this.#historyNumber = value
  }

  #prompt(kind: 'prompt-start' | 'prompt-end'): void {
    if (kind === 'prompt-start') {
      if (this.#state === 'running') return
      this.#state = 'prompt'
      this.#shown.enter('prompt')
      return
    }
    // A nested shell that inherited the prompt shows its end without a start: that is a running command's output.
    if (this.#state === 'editing') this.#shown.redrawn()
    if (this.#state !== 'prompt') return
    this.#state = this.#promptsOnly ? 'between' : 'editing'
    this.#shown.enter(this.#promptsOnly ? 'output' : 'echo')
    this.#events.onPrompt()
  }

  #start(outputFrom: number): void {
    if (this.#state !== 'editing' && this.#state !== 'prompt') return
    const command = this.#running?.command || this.#shown.echoed
    this.#running = { command, ...(this.#cwd !== undefined && { cwd: this.#cwd }) }
    this.#outputFrom = outputFrom
    this.#state = 'running'
    this.#typed.accept(command)
    this.#budget.renew()
    this.#shown.enter('output', command)
  }

  #finish(exitCode: number | undefined, outputTo: number): void {
    const ran = this.#state === 'running' ? this.#running : undefined
    this.#running = undefined
    this.#state = 'between'
    this.#shown.enter('prompt')
    if (!ran) return
    const output = { from: this.#outputFrom, to: outputTo }
    this.#events.onCommand({ ...ran, ...(exitCode !== undefined && { exitCode }), output })
  }
}
