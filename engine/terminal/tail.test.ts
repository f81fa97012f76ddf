import { describe, expect, it } from 'vitest'
import { Tail } from './tail.ts'

describe('Tail', () => {
  it('keeps a short stream whole', () => {
    const tail = new Tail()
    for (const text of ['one\r\n', 'two']) tail.push(Buffer.from(text))
    expect(tail.replay().toString()).toBe('one\r\ntwo')
  })

  it('keeps the end of a long one, from a line on, with the modes set before', () => {
    const tail = new Tail()
    tail.push(Buffer.from('\x1b[?10'))
    tail.push(Buffer.from('49h\x1b[?25l'))
    const line = Buffer.from(`${'é'.repeat(40)}\r\n`)
    for (let i = 0; i < 20_000; i++) tail.push(line)
    const replay = tail.replay().toString()
    expect(replay.length).toBeLessThan(300_000)
    expect(replay.startsWith(`\x1b[?1049h\x1b[?25l${'é'.repeat(40)}\r\n`)).toBe(true)
    expect(replay).not.toContain('\ufffd')
  })

  it('asks the window nothing, whose answers would be typed into the shell', () => {
    const tail = new Tail()
    tail.push(Buffer.from('a\x1b[c\x1b[>c\x1b[6n\x1b]11;?\x07\x1b[?2026$p\x1b[>0q\x1b[18tb\x1b[31mc'))
    expect(tail.replay().toString()).toBe('ab\x1b[31mc')
  })
})
