import { z } from 'zod'

const TAIL_LINES = 30
const MAX_LINE_CHARACTERS = 500

const messageSchema = z.object({ stream: z.string().optional(), error: z.string().optional() })

export interface BuildStep {
  /** From 1. */
  number: number
  count: number
}

/** Reads what the builder prints: its steps, the layers it makes, its error, and the last lines for a message. */
export class BuildOutput {
  /** Layers that this build made, oldest first. Those of `FROM` and of the cache were there before. */
  readonly newLayers: string[] = []
  error: string | undefined
  readonly #onStep: (step: BuildStep) => void
  readonly #tail: string[] = []
  #layerIsNew = false

  constructor(onStep: (step: BuildStep) => void) {
    this.#onStep = onStep
  }

  /** Takes one line of the response: a JSON object. */
  readMessage(json: string): void {
    const message = parse(json)
    if (message.error !== undefined) this.error = message.error
    for (const line of (message.stream ?? '').split('\n')) this.#readLine(line.trim())
  }

  /** The last lines, for an error message. */
  tail(): string {
    return this.#tail.join('\n')
  }

  #readLine(line: string): void {
    if (line === '') return
    this.#tail.push(line.slice(0, MAX_LINE_CHARACTERS))
    if (this.#tail.length > TAIL_LINES) this.#tail.shift()
    const step = /^Step (\d+)\/(\d+) : (\w+)/i.exec(line)
    if (step) {
      this.#layerIsNew = step[3]?.toUpperCase() !== 'FROM'
      this.#onStep({ number: Number(step[1]), count: Number(step[2]) })
    }
    if (/^---> Using cache/.test(line)) this.#layerIsNew = false
    const layer = /^---> ([0-9a-f]{12})$/.exec(line)?.[1]
    if (layer && this.#layerIsNew) this.newLayers.push(layer)
  }
}

function parse(json: string): z.infer<typeof messageSchema> {
  try {
    return messageSchema.parse(JSON.parse(json))
  } catch {
    return {}
  }
}
