import { describe, expect, test } from 'vitest'
import { PacedWriter } from './paced-writer.ts'

const KB = 1024

/** A parser that takes 2 ms a slice and is driven by hand. */
function setUp(isUrgent: () => boolean) {
  let now = 0
  const written: Uint8Array[] = []
  const pauses: { run: () => void; ms: number }[] = []
  const parsers: (() => void)[] = []
  const writer = new PacedWriter({
    write: (bytes, parsed) => {
      written.push(bytes)
      parsers.push(parsed)
    },
    isUrgent,
    now: () => now,
    later: (run, ms) => pauses.push({ run, ms }),
  })
  const parse = (tookMs = 2) => {
    now += tookMs
    parsers.shift()?.()
  }
  return { writer, written, pauses, parse, resume: () => pauses.shift()?.run() }
}

describe('a terminal that nobody types into', () => {
  test('is parsed in slices with pauses, whole and in order', () => {
    const { writer, written, pauses, parse, resume } = setUp(() => false)
    const done: string[] = []
    const flood = Uint8Array.from({ length: 40 * KB }, (_, index) => index % 251)
    writer.push(flood, () => done.push('flood'))
    writer.push(new Uint8Array([1]), () => done.push('after'))
    expect(written).toHaveLength(1)
    parse()
    expect(done).toEqual([])
    expect(pauses.map(({ ms }) => ms)).toEqual([8])
    resume()
    parse(9)
    expect(pauses.map(({ ms }) => ms)).toEqual([18])
    resume()
    parse()
    expect(done).toEqual(['flood'])
    resume()
    parse()
    expect(done).toEqual(['flood', 'after'])
    expect(written.map(({ length }) => length)).toEqual([16 * KB, 16 * KB, 8 * KB, 1])
    expect(Buffer.concat(written.slice(0, 3)).equals(flood)).toBe(true)
    writer.push(new Uint8Array([2]), () => done.push('later'))
    expect(written).toHaveLength(5)
  })
})

test('the terminal being worked in is held back by nothing, also from the middle of a flood', () => {
  let urgent = false
  const { writer, written, pauses, parse, resume } = setUp(() => urgent)
  writer.push(new Uint8Array(64 * KB), () => undefined)
  writer.push(new Uint8Array(64 * KB), () => undefined)
  parse()
  urgent = true
  resume()
  parse()
  parse()
  expect(written.map(({ length }) => length / KB)).toEqual([16, 48, 64])
  expect(pauses).toEqual([])
})
