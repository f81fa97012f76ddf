import { expect, it } from 'vitest'
import { createLineSplitter } from './lines.ts'

function split(chunks: (string | Buffer)[]): string[] {
  const lines: string[] = []
  const push = createLineSplitter((line) => lines.push(line))
  for (const chunk of chunks) push(Buffer.from(chunk))
  return lines
}

it('cuts lines wherever the pieces end', () => {
  expect(split(['a\nb', 'c\r\n\n', 'ä'.repeat(3), '\nrest'])).toEqual(['a', 'bc', '', 'äää'])
})

it('keeps a character whole that comes in two pieces', () => {
  const bytes = Buffer.from('ä\n')
  expect(split([bytes.subarray(0, 1), bytes.subarray(1)])).toEqual(['ä'])
})

it('passes a line without an end on in pieces of limited size', () => {
  const lines = split(['x'.repeat(150_000), 'y\n'])
  expect(lines.map((line) => line.length)).toEqual([65_536, 65_536, 150_001 - 2 * 65_536])
})
