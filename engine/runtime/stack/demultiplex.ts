/** Bytes of a frame's header: the stream's number, three zeros, the length. */
const HEADER_BYTES = 8
const STDERR = 2

export interface OutputSink {
  onStdout(bytes: Buffer): void
  onStderr(bytes: Buffer): void
}

/**
 * Takes apart the stream in which the engine mixes standard output and error. It passes on what it gets at once and keeps
 * no more than a header, whatever length a frame claims.
 */
export function createDemultiplexer(sink: OutputSink): (chunk: Buffer) => void {
  let header = Buffer.alloc(0)
  let remaining = 0
  let toStderr = false

  return (chunk) => {
    let rest = chunk
    while (rest.length > 0) {
      if (remaining === 0) {
        const missing = HEADER_BYTES - header.length
        header = Buffer.concat([header, rest.subarray(0, missing)])
        rest = rest.subarray(missing)
        if (header.length < HEADER_BYTES) return
        toStderr = header[0] === STDERR
        remaining = header.readUInt32BE(4)
        header = Buffer.alloc(0)
        continue
      }
      const part = rest.subarray(0, remaining)
      rest = rest.subarray(part.length)
      remaining -= part.length
      if (toStderr) sink.onStderr(part)
      else sink.onStdout(part)
    }
  }
}

/** Collects text up to a number of bytes and drops what comes after. Invalid UTF-8 becomes the replacement character. */
export class BoundedText {
  readonly #maxBytes: number
  readonly #parts: Buffer[] = []
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  push(bytes: Buffer): void {
    const part = bytes.subarray(0, this.#maxBytes - this.#bytes)
    if (part.length === 0) return
    this.#parts.push(Buffer.from(part))
    this.#bytes += part.length
  }

  toString(): string {
    return Buffer.concat(this.#parts).toString('utf8')
  }
}
