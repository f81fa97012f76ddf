import { describe, expect, it } from 'vitest'
import { PlainText } from './plain-text.ts'

function plain(...chunks: (string | Buffer)[]): string {
  const text = new PlainText()
  return chunks.map((chunk) => text.push(Buffer.from(chunk as string))).join('') + text.flush()
}

describe('PlainText', () => {
  it.each([
    ['colours', '\x1b[01;31m\x1b[K413\x1b[m\x1b[K ok', '413 ok'],
    ['titles', '\x1b]0;root@app\x07a\x1b]2;x\x1b\\b', 'ab'],
    ['charsets and keypad modes', '\x1b(B\x1b=\x1b>a\x1b[?2004h', 'a'],
    ['device control', 'a\x1bP1$r0m\x1b\\b', 'ab'],
    ['line ends', 'a\r\nb\r\n', 'a\nb\n'],
    ['a cursor that goes elsewhere', 'a\x1b[5;1Hb\x1b[Ac', 'a\rb\rc'],
    ['gaps within a row', 'PID\x1b[3CUSER\x1b[20GCOMMAND', 'PID   USER COMMAND'],
    ['the alternate screen', 'a\x1b[?1049hb', 'a\rb'],
    ['other controls', 'a\x07\x00b\tc\x7f', 'ab\tc'],
  ])('reads %s', (_, stream, text) => {
    expect(plain(stream)).toBe(text)
  })

  it('reads the same wherever the stream is cut', () => {
    const stream = Buffer.from('é\x1b[1;32mgrün\x1b[0m\x1b]0;títle\x1b\\ 413 →\r\n\x1b[2J\x1b[10;3Hnext\r\n')
    const whole = plain(stream)
    expect(whole).toBe('égrün 413 →\n\r\rnext\n')
    for (let cut = 1; cut < stream.length; cut++) {
      expect(plain(stream.subarray(0, cut), stream.subarray(cut))).toBe(whole)
    }
  })

  it('drops a sequence that never ends instead of keeping it', () => {
    const text = new PlainText()
    expect(text.push(Buffer.from(`\x1b]0;${'x'.repeat(10_000)}`))).toBe('')
    expect(text.push(Buffer.from('after'))).toBe('after')
  })

  it('stands broken characters', () => {
    expect(plain(Buffer.of(0xff, 0x61), Buffer.of(0xc3), Buffer.from('b'))).toBe('\ufffda\ufffdb')
  })
})
