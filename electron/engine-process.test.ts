import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { engineProcesses, resetElectron } from '../test/fakes/electron.ts'
import { EngineProcess } from './engine-process.ts'

vi.mock('electron', () => import('../test/fakes/electron.ts'))

const start = { dataFolder: '/data', levelFolders: ['/levels'], version: '1.0.0' }
const onKeepsCrashing = vi.fn()
let engine: EngineProcess

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  resetElectron()
  engine = new EngineProcess({ entry: '/engine.js', start, now: Date.now, onKeepsCrashing })
  engine.start()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const crash = () => engineProcesses.at(-1)?.emit('exit', 1)

describe('EngineProcess', () => {
  it('passes its start as one JSON argument', () => {
    expect(engineProcesses[0]?.args).toEqual([JSON.stringify(start)])
  })

  it('restarts a crashed engine with growing pauses', () => {
    crash()
    vi.advanceTimersByTime(499)
    expect(engineProcesses).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(engineProcesses).toHaveLength(2)
    crash()
    vi.advanceTimersByTime(999)
    expect(engineProcesses).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect(engineProcesses).toHaveLength(3)
  })

  it('counts anew after the engine has run for a while', () => {
    for (let i = 0; i < 3; i++) {
      crash()
      vi.advanceTimersByTime(15_000)
    }
    vi.advanceTimersByTime(60_001)
    crash()
    vi.advanceTimersByTime(500)
    expect(engineProcesses).toHaveLength(5)
    expect(onKeepsCrashing).not.toHaveBeenCalled()
  })

  it('reports once what an engine that keeps crashing said', () => {
    for (let i = 0; i < 6; i++) {
      engineProcesses.at(-1)?.stderr.emit('data', Buffer.from('database is newer\n'))
      crash()
      vi.advanceTimersByTime(15_000)
    }
    expect(onKeepsCrashing).toHaveBeenCalledOnce()
    expect(onKeepsCrashing.mock.lastCall?.[0]).toContain('database is newer')
  })

  it('holds a request while the engine is down and delivers it to the next one', () => {
    crash()
    const port = {} as never
    engine.whenRunning((send) => send({ kind: 'rpc' }, port))
    vi.advanceTimersByTime(500)
    expect(engineProcesses[1]?.postMessage).toHaveBeenCalledWith({ kind: 'rpc' }, [port])
  })

  it('asks it to shut down, and does not restart it then', async () => {
    const stopped = engine.stop()
    expect(engineProcesses[0]?.postMessage).toHaveBeenCalledWith('shutdown')
    engineProcesses[0]?.emit('exit', 0)
    await stopped
    vi.advanceTimersByTime(60_000)
    expect(engineProcesses).toHaveLength(1)
    expect(engineProcesses[0]?.kill).not.toHaveBeenCalled()
  })

  it('kills one that does not end within five seconds', async () => {
    const stopped = engine.stop()
    vi.advanceTimersByTime(5_000)
    await stopped
    expect(engineProcesses[0]?.kill).toHaveBeenCalledOnce()
  })

  it('does not restart after a stop during the pause', async () => {
    crash()
    await engine.stop()
    vi.advanceTimersByTime(60_000)
    expect(engineProcesses).toHaveLength(1)
  })
})
