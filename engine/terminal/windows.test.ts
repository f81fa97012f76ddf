import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MemoryWindow } from '../../test/fakes/memory-channel.ts'
import { FLOW } from '../contract/index.ts'
import { Windows } from './windows.ts'

function setUp() {
  const pressure: boolean[] = []
  const input: string[] = []
  const sizes: string[] = []
  const windows = new Windows({
    onInput: (data) => input.push(Buffer.from(data).toString()),
    onResize: (cols, rows) => sizes.push(`${cols}x${rows}`),
    onPressure: (behind) => pressure.push(behind),
  })
  const attach = (acknowledges = true) => {
    const window = new MemoryWindow()
    window.acknowledges = acknowledges
    windows.attach(window.channel, Buffer.from('replayed'))
    return window
  }
  return { windows, pressure, input, sizes, attach }
}

const CHUNK = Buffer.alloc(64 * 1024, 'x')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('Windows', () => {
  it('replays first, and tells the end', () => {
    const { windows, attach } = setUp()
    const window = attach()
    windows.exit(3)
    expect(window.text).toBe('replayed')
    expect(window.controls).toEqual([
      { type: 'replay', bytes: 8 },
      { type: 'exit', exitCode: 3 },
    ])
  })

  it('sends little at once and a flood in larger pieces', () => {
    const { windows, attach } = setUp()
    const window = attach()
    const pieces: number[] = []
    window.onOutput = (bytes) => pieces.push(bytes.length)
    windows.send(Buffer.from('a'))
    windows.send(Buffer.from('b'))
    expect(pieces).toEqual([1, 1])
    for (let i = 0; i < 40; i++) windows.send(CHUNK.subarray(0, 4096))
    expect(pieces.slice(2).every((bytes) => bytes <= 68 * 1024)).toBe(true)
    expect(pieces.length).toBeLessThan(8)
    vi.advanceTimersByTime(4)
    expect(pieces.reduce((sum, bytes) => sum + bytes, 0)).toBe(2 + 40 * 4096)
    vi.advanceTimersByTime(8)
    windows.send(Buffer.from('c'))
    expect(pieces.at(-1)).toBe(1)
  })

  it('pauses above high water and resumes below low water', () => {
    const { windows, pressure, attach } = setUp()
    const window = attach(false)
    for (let sent = 0; sent <= FLOW.highWaterBytes; sent += CHUNK.length) windows.send(CHUNK)
    expect(pressure).toEqual([true])
    window.post({ type: 'ack', bytes: FLOW.highWaterBytes - FLOW.lowWaterBytes })
    expect(pressure).toEqual([true])
    window.post({ type: 'ack', bytes: CHUNK.length + 8 + 1 })
    expect(pressure).toEqual([true, false])
  })

  it('waits for the slowest window, but for none that is closed', () => {
    const { windows, pressure, attach } = setUp()
    attach()
    const slow = attach(false)
    for (let i = 0; i < 10; i++) windows.send(CHUNK)
    expect(pressure).toEqual([true])
    slow.close()
    expect(pressure).toEqual([true, false])
    windows.send(CHUNK)
    expect(pressure).toHaveLength(2)
  })

  it('lets go of a window whose channel throws', () => {
    const { windows, pressure, attach } = setUp()
    const window = attach(false)
    window.closed = true
    for (let i = 0; i < 10; i++) windows.send(CHUNK)
    expect(pressure).toEqual([])
  })

  it('takes what a window sends only where it fits', () => {
    const { attach, input, sizes } = setUp()
    const window = attach()
    window.type('ls\r')
    window.post({ type: 'resize', cols: 80, rows: 24 })
    for (const bad of ['{', '[]', { type: 'resize', cols: 0, rows: 24 }, { type: 'ack', bytes: -1 }, { type: 'kill' }])
      window.post(bad)
    expect(input).toEqual(['ls\r'])
    expect(sizes).toEqual(['80x24'])
  })

  it('does not let a window acknowledge ahead', () => {
    const { windows, pressure, attach } = setUp()
    const window = attach(false)
    window.post({ type: 'ack', bytes: 1e9 })
    for (let i = 0; i < 10; i++) windows.send(CHUNK)
    expect(pressure).toEqual([true])
  })
})
