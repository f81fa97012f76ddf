import type { Door } from '../door/door.ts'
import { TerminalSession } from './terminal-session.ts'

interface Listed {
  id: string
  instance: string
}

/** The terminals of one attempt, by their id. They outlive the screen that shows them. */
export class TerminalRegistry {
  readonly #sessions = new Map<string, TerminalSession>()
  readonly #door: Door

  constructor(door: Door) {
    this.#door = door
  }

  get(id: string, instance: string): TerminalSession {
    const known = this.#sessions.get(id)
    if (known) return known
    const session = new TerminalSession({
      instance,
      name: `Terminal on ${instance}`,
      dial: () => this.#door.dialTerminal(id),
      openLink: (url) => this.#door.openExternal(url),
    })
    this.#sessions.set(id, session)
    return session
  }

  find(id: string): TerminalSession | undefined {
    return this.#sessions.get(id)
  }

  /** Ends the terminals that the attempt no longer lists. What they showed can still be read. */
  sync(open: readonly Listed[]): void {
    const ids = new Set(open.map(({ id }) => id))
    for (const [id, session] of this.#sessions) if (!ids.has(id)) session.end()
  }

  remove(id: string): void {
    this.#sessions.get(id)?.dispose()
    this.#sessions.delete(id)
  }

  clear(): void {
    for (const id of [...this.#sessions.keys()]) this.remove(id)
  }
}

const registries = new Map<string, TerminalRegistry>()

/** The registry of an attempt; made on first use. */
export function registryOf(attemptId: string, door: Door): TerminalRegistry {
  const registry = registries.get(attemptId) ?? new TerminalRegistry(door)
  registries.set(attemptId, registry)
  return registry
}

/** Forgets all terminals of an attempt that has ended. */
export function dropRegistry(attemptId: string): void {
  registries.get(attemptId)?.clear()
  registries.delete(attemptId)
}
