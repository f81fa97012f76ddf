import type { AttemptView, Diagnosis, EventData, EvidenceLeaf, Milestones, Mode } from '../contract/index.ts'

export type Owner = 'objectives' | 'fix' | 'safeguards'

/** One leaf of a level's evidence with its path, such as `objectives.seen-413.any.0`. */
export interface Leaf {
  leaf: string
  owner: Owner
  ownerId: string
  evidence: EvidenceLeaf
}

export interface AttemptClock {
  /** Milliseconds counted since the page; they stand still once the incident is resolved. */
  elapsedMs: number
  running: boolean
  stoppedBecause: AttemptView['clock']['stoppedBecause']
  /** Epoch milliseconds of the page; null before it. */
  pageAt: number | null
}

/**
 * What an attempt's log amounts to at one instant. Names in `…Ms` are milliseconds on the scored clock,
 * names in `…At` are epoch milliseconds.
 */
export interface AttemptState {
  phase: AttemptView['phase']
  mode: Mode
  seed: number
  createdAt: number
  endedAt: number | null
  /** The instant this state was computed for. */
  asOf: number
  clock: AttemptClock
  milestones: Milestones
  /** In the level's order; `hitMs` is the first moment the evidence held. */
  objectives: { id: string; hitMs: number | null }[]
  /** Which fix checks hold by the evidence seen so far. */
  fixes: { id: string; holds: boolean }[]
  hints: { id: string; atMs: number }[]
  diagnoses: (Diagnosis & { sentence: string; right: boolean; atMs: number })[]
  statusUpdates: (EventData<'status.posted'> & { at: number; atMs: number })[]
  harm: { safeguardId: string; title: string; cost: number; at: number; atMs: number }[]
  /** Terminals that are open. */
  terminals: { id: string; instance: string }[]
  /** A resolve was asked for and not judged yet. */
  resolving: boolean
  lastResolve: (EventData<'resolve.judged'> & { atMs: number }) | null
  resolvedAt: number | null
  mitigatedAt: number | null
  traffic: (EventData<'traffic.sampled'> & { at: number; atMs: number })[]
  instances: Record<string, EventData<'instance.changed'>['state']>
  gatewayUrl: string | null
  bootMs: number | null
  /** Why it failed, was lost or waits, in words for the player. */
  notice: string | null
  /** An event's time as milliseconds on the scored clock. */
  clockMsOf(at: number): number
}

/** What the view shows that the log doesn't know. */
export interface ViewExtra {
  id: string
  boot: AttemptView['boot']
  /** The instances a player may open a terminal on, in the order of the tabs. */
  instances: { name: string; title: string }[]
  /** The fix checks are running right now. */
  resolving: boolean
}

export interface RecordedTerminal {
  id: string
  instance: string
  openedAt: number
  bytes: number
}
