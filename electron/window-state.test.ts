import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clampToDisplays, loadWindowState, saveWindowState } from './window-state.ts'

const LAPTOP = { x: 0, y: 0, width: 1440, height: 860 }
const MONITOR = { x: 1440, y: -200, width: 2560, height: 1400 }

describe('clampToDisplays', () => {
  it('leaves a window that fits where it is', () => {
    const state = { x: 1500, y: 0, width: 1600, height: 1000, maximized: false }
    expect(clampToDisplays(state, [LAPTOP, MONITOR])).toEqual(state)
  })

  it('brings a window of an unplugged monitor to the primary display', () => {
    const state = { x: 1500, y: 0, width: 1600, height: 1000, maximized: true }
    expect(clampToDisplays(state, [LAPTOP])).toEqual({ width: 1440, height: 860, maximized: true })
  })

  it('pulls in a window that hangs over an edge', () => {
    const state = { x: 1300, y: 700, width: 1000, height: 700, maximized: false }
    expect(clampToDisplays(state, [LAPTOP])).toMatchObject({ x: 440, y: 160 })
  })

  it('makes a window that was shrunk to nothing usable again', () => {
    expect(clampToDisplays({ width: 1, height: 1, maximized: false }, [LAPTOP])).toMatchObject({ width: 900, height: 600 })
  })
})

describe('the file', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'firedrill-window-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('keeps what was saved', () => {
    const file = path.join(folder, 'window.json')
    const state = { x: 1, y: 2, width: 1000, height: 700, maximized: true }
    saveWindowState(file, state)
    expect(loadWindowState(file)).toEqual(state)
  })

  it.each(['', '{', '{"width":"wide"}', '{"width":1e9,"height":1,"maximized":false}', '[]'])('ignores %j', (text) => {
    const file = path.join(folder, 'broken.json')
    writeFileSync(file, text)
    expect(loadWindowState(file)).toEqual({ width: 1440, height: 900, maximized: false })
  })
})
