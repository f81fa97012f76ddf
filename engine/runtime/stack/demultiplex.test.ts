import { describe, expect, it } from 'vitest'
import { BoundedText, createDemultiplexer } from './demultiplex.ts'

function frame(stream: number, text: string): Buffer {
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([header, Buffer.from(text)])
}

function read(chunks: Buffer[]): { stdout: string; stderr: string } {
  const out: Buffer[] = []
  const err: Buffer[] = []
  const push = createDemultiplexer({ onStdout: (bytes) => out.push(bytes), onStderr: (bytes) => err.push(bytes) })
  for (const chunk of chunks) push(chunk)
  return { stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }
}

describe('createDemultiplexer', () => {
  const bytes = Buffer.concat([frame(1, 'one '), frame(2, 'error'), frame(1, ''), frame(1, 'zwö')])

  it.each([1, 2, 7, 8, 9, 1000])('takes apart what comes in pieces of %i bytes', (size) => {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    )
    expect(read(chunks)).toEqual({ stdout: 'one zwö', stderr: 'error' })
  })

  it('keeps nothing of a frame that claims four gigabytes', () => {
    const header = Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff])
    expect(read([header, Buffer.from('part')])).toEqual({ stdout: 'part', stderr: '' })
  })
})

describe('BoundedText', () => {
  it('drops what is too much and replaces what is no text', () => {
    const text = new BoundedText(4)
    text.push(Buffer.from([0xff, 0x61]))
    text.push(Buffer.from('bcdef'))
    text.push(Buffer.from('g'))
    expect(text.toString()).toBe('\uFFFDabc')
  })
})
