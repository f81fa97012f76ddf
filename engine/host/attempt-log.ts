import type { AttemptEvent, AttemptView, LevelFile, NewEvent } from '../contract/index.ts'
import { type AttemptState, attemptState, attemptView, score } from '../play/index.ts'
import type { Store } from '../store/index.ts'
import { Watchable } from './watchable.ts'

export interface BootStep {
  id: string
  label: string
  state: 'waiting' | 'working' | 'done' | 'failed'
}

/** What a view shows that isn't in the log: it belongs to this run of the app. */
export interface Transient {
  boot: BootStep[]
  resolving: boolean
}

/**
 * One attempt's log with all that is computed from it. Appending stores the event first, then tells the watchers; a
 * view that is equal to the last one isn't sent again.
 */
export class AttemptLog {
  readonly view: Watchable<AttemptView>
  readonly #id: string
  readonly #level: LevelFile
  readonly #store: Store
  readonly #now: () => number
  readonly #instances: { name: string; title: string }[]
  #events: AttemptEvent[]
  #transient: Transient = { boot: [], resolving: false }
  #lastSent = ''

  constructor(o: {
    id: string
    level: LevelFile
    instances: { name: string; title: string }[]
    store: Store
    now: () => number
  }) {
    this.#id = o.id
    this.#level = o.level
    this.#store = o.store
    this.#now = o.now
    this.#instances = o.instances
    this.#events = o.store.attempts.events(o.id)
    this.view = new Watchable(this.#computeView())
  }

  get events(): readonly AttemptEvent[] {
    return this.#events
  }

  state(): AttemptState {
    return attemptState(this.#level, this.#events, this.#now())
  }

  append(event: NewEvent): void {
    this.#events.push(this.#store.attempts.append(this.#id, event, this.#now()))
    this.refresh()
  }

  setTransient(change: Partial<Transient>): void {
    this.#transient = { ...this.#transient, ...change }
    this.refresh()
  }

  /** Sends the view again if time or transient state has changed it. */
  refresh(): void {
    const view = this.#computeView()
    const { clock, ...rest } = view
    const key = JSON.stringify([rest, clock.running, clock.stoppedBecause])
    if (key === this.#lastSent) return
    this.#lastSent = key
    this.view.set(view)
  }

  /** Writes the score and the end into the attempt's row, for lists that don't read the whole log. */
  saveScore(endedAt: number | null): void {
    const sheet = score(this.#level, this.#events)
    const { milestones } = this.state()
    this.#store.attempts.finish(this.#id, { endedAt, score: sheet.total, max: sheet.max, milestones })
  }

  #computeView(): AttemptView {
    return attemptView(this.#level, this.state(), { id: this.#id, instances: this.#instances, ...this.#transient })
  }
}
