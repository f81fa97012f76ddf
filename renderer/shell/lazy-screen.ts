import { type ComponentType, lazy } from 'react'
import { backoffMs, pause } from '../door/backoff.ts'

const TRIES = 4

/**
 * Loads a part of the app, again if that fails: starting a level makes networks, and Chromium drops requests under way
 * when a network appears.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  for (let failures = 1; failures < TRIES; failures += 1) {
    try {
      return await load()
    } catch {
      await pause(backoffMs(failures), new AbortController().signal)
    }
  }
  return load()
}

/** A screen in a file of its own, fetched when it is first shown. */
export function lazyScreen<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(() => loadPart(load))
}
