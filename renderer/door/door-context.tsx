import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Door, EngineClient, LineState } from './door.ts'
import { follow } from './follow.ts'

const DoorContext = createContext<Door | null>(null)

export function DoorProvider({ door, children }: { door: Door; children: ReactNode }) {
  return <DoorContext.Provider value={door}>{children}</DoorContext.Provider>
}

export function useDoor(): Door {
  const door = useContext(DoorContext)
  if (!door) throw new Error('useDoor is used outside DoorProvider')
  return door
}

export function useEngine(): EngineClient {
  return useDoor().engine
}

export function useLineState(): LineState {
  const door = useDoor()
  return useSyncExternalStore(door.onState, door.state)
}

export interface Followed<T> {
  value: T | undefined
  error: Error | undefined
}

/**
 * The latest value of a stream of the engine.
 * @param key what is followed; a new key starts over
 */
export function useFollow<T>(key: string, subscribe: (signal: AbortSignal) => Promise<AsyncIterable<T>>): Followed<T> {
  const [followed, setFollowed] = useState<Followed<T> & { key: string }>({
    key,
    value: undefined,
    error: undefined,
  })
  const latest = useRef(subscribe)
  latest.current = subscribe
  useEffect(() => {
    setFollowed({ key, value: undefined, error: undefined })
    return follow<T>((signal) => latest.current(signal), {
      value: (value) => setFollowed({ key, value, error: undefined }),
      fail: (error) => setFollowed((before) => ({ ...before, error })),
    })
  }, [key])
  return followed.key === key ? followed : { value: undefined, error: undefined }
}
