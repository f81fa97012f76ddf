import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { follow } from './follow.ts'

async function* stream(values: number[], error?: Error): AsyncGenerator<number> {
  yield* values
  if (error) throw error
}

function start(...streams: AsyncGenerator<number>[]) {
  const seen: unknown[] = []
  const subscribe = vi.fn(async () => streams.shift() ?? stream([]))
  const stop = follow(subscribe, {
    value: (value) => seen.push(value),
    fail: (error) => seen.push(error.message),
  })
  return { seen, subscribe, stop }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('follow', () => {
  test('subscribes again after a lost line and goes on', async () => {
    const { seen } = start(stream([1, 2], new Error('line lost')), stream([3]))
    await vi.advanceTimersByTimeAsync(249)
    expect(seen).toEqual([1, 2])
    await vi.advanceTimersByTimeAsync(1)
    expect(seen).toEqual([1, 2, 3])
  })

  test('subscribes again when the stream merely ends, as it does when the engine restarts', async () => {
    const { seen } = start(stream([1]), stream([2]))
    await vi.advanceTimersByTimeAsync(250)
    expect(seen).toEqual([1, 2])
  })

  test('gives up with the error where the engine would answer the same again', async () => {
    const { seen, subscribe } = start(stream([], new ORPCError('NOT_FOUND', { message: 'There is no such attempt.' })))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen).toEqual(['There is no such attempt.'])
    expect(subscribe).toHaveBeenCalledTimes(1)
  })

  test('is silent once it was stopped', async () => {
    const { seen, stop } = start(stream([1], new Error('line lost')), stream([2]))
    await vi.advanceTimersByTimeAsync(0)
    stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen).toEqual([1])
  })
})
