import { expect, test } from 'vitest'
import { FLOW } from '../../engine/contract/index.ts'
import { AckCounter } from './ack-counter.ts'

test('acknowledges every so many parsed bytes, none twice and none lost', () => {
  const acknowledged: number[] = []
  const acks = new AckCounter((bytes) => acknowledged.push(bytes))
  for (let chunk = 0; chunk < 10; chunk += 1) acks.parsed(FLOW.ackEveryBytes / 4)
  expect(acknowledged).toEqual([FLOW.ackEveryBytes, FLOW.ackEveryBytes])
  acks.parsed(FLOW.ackEveryBytes * 3)
  expect(acknowledged.reduce((sum, bytes) => sum + bytes, 0)).toBe(FLOW.ackEveryBytes * 5.5)
})
