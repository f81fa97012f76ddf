import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Line } from './door.ts'
import { Switchboard } from './switchboard.ts'

/** A line that a test answers on and cuts. */
class TestLine implements Line {
  #listeners: (() => void)[] = []
  readonly link = { call: vi.fn(async (path: readonly string[]) => `answer to ${path.join('.')}`) }

  onClose(listener: () => void): void {
    this.#listeners.push(listener)
  }

  cut(): void {
    for (const listener of this.#listeners) listener()
  }
}

const call = (switchboard: Switchboard, signal?: AbortSignal) =>
  switchboard.call(['app', 'info'], undefined, { context: {}, ...(signal ? { signal } : {}) })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('Switchboard', () => {
  test('lets a request wait for the first line', async () => {
    const switchboard = new Switchboard({ dial: async () => new TestLine() })
    await expect(call(switchboard)).resolves.toBe('answer to app.info')
    expect(switchboard.state()).toEqual({ phase: 'open' })
    switchboard.close()
  })

  test('dials again when the line is cut and tells so meanwhile', async () => {
    const lines: TestLine[] = []
    const switchboard = new Switchboard({
      dial: async () => {
        lines.push(new TestLine())
        return lines.at(-1) as TestLine
      },
    })
    const phases: string[] = []
    switchboard.onState(() => phases.push(switchboard.state().phase))
    await vi.advanceTimersByTimeAsync(0)
    lines[0]?.cut()
    const waiting = call(switchboard)
    await vi.advanceTimersByTimeAsync(250)
    await expect(waiting).resolves.toBe('answer to app.info')
    expect(lines).toHaveLength(2)
    expect(lines[0]?.link.call).not.toHaveBeenCalled()
    expect(phases).toEqual(['open', 'reconnecting', 'open'])
    switchboard.close()
  })

  test('waits longer after each failure and counts them', async () => {
    const dial = vi.fn(async (): Promise<Line> => {
      throw new Error('refused')
    })
    const switchboard = new Switchboard({ dial })
    await vi.advanceTimersByTimeAsync(249)
    expect(dial).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1 + 500)
    expect(dial).toHaveBeenCalledTimes(3)
    expect(switchboard.state()).toEqual({ phase: 'reconnecting', failures: 3 })
    switchboard.close()
  })

  test('gives up on a request after fifteen seconds, in words for a person', async () => {
    const switchboard = new Switchboard({ dial: () => Promise.reject(new Error('refused')) })
    const failed = expect(call(switchboard)).rejects.toThrow('The engine cannot be reached')
    await vi.advanceTimersByTimeAsync(15_000)
    await failed
    switchboard.close()
  })

  test('lets go of a request that is called off', async () => {
    const switchboard = new Switchboard({ dial: () => new Promise(() => undefined) })
    const stop = new AbortController()
    const failed = expect(call(switchboard, stop.signal)).rejects.toThrow('enough')
    stop.abort(new Error('enough'))
    await failed
    switchboard.close()
  })
})
