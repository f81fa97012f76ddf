import { describe, expect, it } from 'vitest'
import { type Mark, MarkScanner, parseMark } from './marks.ts'

const NONCE = 'right-nonce'
const mark = (fields: string, nonce = NONCE) => `\x1b]633;${fields};${nonce}\x07`

function scan(chunks: Buffer[], nonce: string | undefined = NONCE) {
  const marks: (Mark & { from: number; to: number })[] = []
  const bytes: Buffer[] = []
  const scanner = new MarkScanner(
    nonce,
    (part) => bytes.push(Buffer.from(part)),
    (found, range) => marks.push({ ...found, ...range }),
  )
  for (const chunk of chunks) scanner.push(chunk)
  return { marks, text: Buffer.concat(bytes).toString() }
}

describe('parseMark', () => {
  it('reads every kind', () => {
    expect(parseMark(`A;${NONCE}`, NONCE)).toEqual({ kind: 'prompt-start' })
    expect(parseMark(`B;${NONCE}`, NONCE)).toEqual({ kind: 'prompt-end' })
    expect(parseMark(`C;${NONCE}`, NONCE)).toEqual({ kind: 'executed' })
    expect(parseMark(`D;130;${NONCE}`, NONCE)).toEqual({ kind: 'done', exitCode: 130 })
    expect(parseMark(`D;${NONCE}`, NONCE)).toEqual({ kind: 'done', exitCode: undefined })
    expect(parseMark(`P;Cwd=/srv/a\\x3bb=c;${NONCE}`, NONCE)).toEqual({ kind: 'property', key: 'Cwd', value: '/srv/a;b=c' })
    expect(parseMark(`E;a\\x3b\\x0ab \\\\x3b;${NONCE}`, NONCE)).toEqual({ kind: 'command', command: 'a;\nb \\x3b' })
  })

  it.each(['A', 'A;wrong', `Z;${NONCE}`, '', ';', `P;nothing;${NONCE}`])('refuses %j', (payload) => {
    expect(parseMark(payload, NONCE)).toBeUndefined()
  })
})

describe('MarkScanner', () => {
  const stream = Buffer.from(
    `é${mark('A')}$ ${mark('B')}ls\r\n\x1b]633;E;ls;${NONCE}\x1b\\${mark('C')}out\x1b[0m\x1b]0;t\x07${mark('D;0')}`,
  )

  it('finds the same marks wherever the stream is cut', () => {
    const whole = scan([stream])
    expect(whole.marks.map(({ kind }) => kind)).toEqual(['prompt-start', 'prompt-end', 'command', 'executed', 'done'])
    expect(whole.text).toBe('é$ ls\r\nout\x1b[0m\x1b]0;t\x07')
    for (let cut = 1; cut < stream.length; cut++) {
      expect(scan([stream.subarray(0, cut), stream.subarray(cut)])).toEqual(whole)
    }
    expect(scan([...stream].map((byte) => Buffer.of(byte)))).toEqual(whole)
  })

  it('tells where in the stream a mark lies', () => {
    for (const { from, to } of scan([stream.subarray(0, 30), stream.subarray(30)]).marks) {
      const sequence = stream.toString('latin1', from, to)
      expect(sequence.startsWith('\x1b]633;')).toBe(true)
      expect(sequence.endsWith('\x07') || sequence.endsWith('\x1b\\')).toBe(true)
    }
  })

  it('believes no mark without the nonce, and none where there is no nonce', () => {
    expect(scan([Buffer.from(mark('C', 'guess'))]).marks).toEqual([])
    expect(scan([Buffer.from('\x1b]633;C\x07')]).marks).toEqual([])
    expect(scan([Buffer.from(mark('C'))], '').marks).toEqual([])
  })

  it('gives up on a sequence that does not end', () => {
    const long = `\x1b]633;E;${'x'.repeat(40_000)}`
    const { marks, text } = scan([Buffer.from(long), Buffer.from(`\n${mark('A')}`)])
    expect(text).toBe(`${long}\n`)
    expect(marks).toHaveLength(1)
  })

  it('goes on behind a sequence that was broken off', () => {
    expect(scan([Buffer.from(`\x1b]633;E;half${mark('A')}`)]).marks).toMatchObject([{ kind: 'prompt-start' }])
  })
})
