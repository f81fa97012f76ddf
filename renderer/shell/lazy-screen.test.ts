import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadPart } from './lazy-screen.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a part that was dropped on the way is fetched again', async () => {
  const load = vi.fn(async () => 'part').mockRejectedValueOnce(new TypeError('network changed'))
  const loaded = loadPart(load)
  await vi.advanceTimersByTimeAsync(250)
  await expect(loaded).resolves.toBe('part')
})

test('a part that cannot be had fails in the end', async () => {
  const load = vi.fn(() => Promise.reject(new TypeError('gone')))
  const failed = expect(loadPart(load)).rejects.toThrow('gone')
  await vi.advanceTimersByTimeAsync(60_000)
  await failed
  expect(load).toHaveBeenCalledTimes(4)
})
