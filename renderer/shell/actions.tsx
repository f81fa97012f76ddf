import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { isTyping, matchesShortcut, worksWhileTyping } from './shortcut.ts'

/** Something the player can do here and now: it stands in the command palette and in the shortcuts' help. */
export interface Action {
  id: string
  label: string
  group: string
  shortcuts?: string[]
  /** Left out where it can't be done now. */
  run(): void
}

/** Groups that every screen has; what belongs to the screen at hand comes before them. */
const LAST = ['Go', 'General']

/** Actions under their groups' names: the screen's own first. */
export function groupActions(actions: readonly Action[]): [group: string, members: Action[]][] {
  const groups = new Map<string, Action[]>()
  for (const action of actions) groups.set(action.group, [...(groups.get(action.group) ?? []), action])
  return [...groups].sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b))
}

class ActionStore {
  #sources = new Map<symbol, readonly Action[]>()
  #all: readonly Action[] = []
  #listeners = new Set<() => void>()

  set(source: symbol, actions: readonly Action[]): void {
    this.#sources.set(source, actions)
    this.#publish()
  }

  remove(source: symbol): void {
    this.#sources.delete(source)
    this.#publish()
  }

  readonly all = (): readonly Action[] => this.#all

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #publish(): void {
    this.#all = [...this.#sources.values()].flat()
    for (const listener of [...this.#listeners]) listener()
  }
}

const ActionContext = createContext<ActionStore | null>(null)

function useStore(): ActionStore {
  const store = useContext(ActionContext)
  if (!store) throw new Error('actions are used outside ActionProvider')
  return store
}

/** A dialog has the keyboard to itself. */
function isDialogOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null
}

export function ActionProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => new ActionStore())
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isDialogOpen()) return
      const typing = isTyping(event.target)
      const isHit = (shortcut: string) => matchesShortcut(shortcut, event) && (!typing || worksWhileTyping(shortcut))
      const action = store.all().find((candidate) => candidate.shortcuts?.some(isHit))
      if (!action) return
      event.preventDefault()
      action.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [store])
  return <ActionContext.Provider value={store}>{children}</ActionContext.Provider>
}

/** Offers actions while the calling component is shown. */
export function useActions(actions: readonly Action[]): void {
  const store = useStore()
  const [source] = useState(() => Symbol('actions'))
  const latest = useRef(actions)
  latest.current = actions
  // What is shown decides whether to publish again; `run` is always taken from the latest drawing.
  const shown = JSON.stringify(actions.map(({ id, label, group, shortcuts }) => [id, label, group, shortcuts]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` stands for the actions
  useEffect(() => {
    store.set(
      source,
      latest.current.map((action) => ({ ...action, run: () => latest.current.find(({ id }) => id === action.id)?.run() })),
    )
  }, [store, source, shown])
  useEffect(() => () => store.remove(source), [store, source])
}

export function useAllActions(): readonly Action[] {
  const store = useStore()
  return useSyncExternalStore(store.subscribe, store.all)
}
