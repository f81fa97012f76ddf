import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const coordinate = z.int().min(-100_000).max(100_000)

export const windowStateSchema = z.strictObject({
  x: coordinate.exactOptional(),
  y: coordinate.exactOptional(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export const MIN_SIZE = { width: 900, height: 600 }
const DEFAULT_STATE: WindowState = { width: 1440, height: 900, maximized: false }

/** Where the window was. Anything that isn't a window's state, such as a file half written, counts as none. */
export function loadWindowState(file: string): WindowState {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return DEFAULT_STATE
  }
}

/** Remembers where the window is. Losing it costs nothing, so an error is only reported. */
export function saveWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.tmp`, JSON.stringify(state))
    renameSync(`${file}.tmp`, file)
  } catch (error) {
    console.error(`The window's place could not be saved: ${(error as Error).message}`)
  }
}

/**
 * Brings a window's place onto the displays there are now: a monitor may have been unplugged since.
 * @param workAreas of the displays, the primary one first
 */
export function clampToDisplays(state: WindowState, workAreas: Rectangle[]): WindowState {
  const primary = workAreas[0]
  if (!primary) return state
  const { x, y } = state
  const area = x === undefined || y === undefined ? undefined : mostCovered({ ...state, x, y }, workAreas)
  const { width, height } = shrinkInto(state, area ?? primary)
  const size = { width, height, maximized: state.maximized }
  if (!area || x === undefined || y === undefined) return size
  return {
    ...size,
    x: clamp(x, area.x, area.x + area.width - width),
    y: clamp(y, area.y, area.y + area.height - height),
  }
}

/** The display that shows most of a window; `undefined` when none shows any of it. */
function mostCovered(window: Rectangle, areas: Rectangle[]): Rectangle | undefined {
  const ranked = areas.map((area) => ({ area, covered: overlap(window, area) })).sort((a, b) => b.covered - a.covered)
  return ranked[0] && ranked[0].covered > 0 ? ranked[0].area : undefined
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

function shrinkInto(state: WindowState, area: Rectangle) {
  return {
    width: Math.min(Math.max(state.width, MIN_SIZE.width), area.width),
    height: Math.min(Math.max(state.height, MIN_SIZE.height), area.height),
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
