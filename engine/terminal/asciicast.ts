import { isAscii } from 'node:buffer'
import { StringDecoder } from 'node:string_decoder'

/** One event line of an asciicast v2 file. */
export function eventLine(seconds: number, kind: 'r' | 'm' | 'o', data: string): Buffer {
  return Buffer.from(`${JSON.stringify([seconds, kind, data])}\n`)
}

/** Turns a stream's bytes into output events, whatever the borders of chunks and characters. */
export class OutputEncoder {
  readonly #decoder = new StringDecoder('utf8')

  /** @returns the lines of the events, none while a character is incomplete */
  encode(seconds: number, bytes: Buffer): Buffer[] {
    if (!isAscii(bytes)) {
      const text = this.#decoder.write(bytes)
      return text === '' ? [] : [eventLine(seconds, 'o', text)]
    }
    // ASCII, which floods nearly always are, needs no decoding and no encoding.
    const line = Buffer.from(`${JSON.stringify([seconds, 'o', bytes.toString('latin1')])}\n`, 'latin1')
    const broken = this.#decoder.end()
    return broken === '' ? [line] : [eventLine(seconds, 'o', broken), line]
  }
}
