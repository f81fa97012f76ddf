import { describe, expect, test } from 'vitest'
import { backoffMs, pause } from './backoff.ts'

describe('backoffMs', () => {
  test('doubles from a quarter of a second up to eight', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map(backoffMs)).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000])
  })
})

describe('pause', () => {
  test('ends at once when it is called off', async () => {
    const stop = new AbortController()
    const paused = pause(60_000, stop.signal)
    stop.abort()
    await paused
    await pause(60_000, stop.signal)
  })
})
