import {
  type AttemptEvent,
  type Diagnosis,
  durationMs,
  type Evidence,
  type EvidenceLeaf,
  type LevelFile,
} from '../contract/index.ts'
import type { Clock } from './clock.ts'
import { pick } from './log.ts'
import { complement, firstMs, fromChanges, held, intersection, NEVER, type Signal, since, union } from './signal.ts'
import type { Leaf, Owner } from './types.ts'

interface Branch {
  node: 'all' | 'any' | 'none'
  children: Evidence[]
  hold: string | undefined
}

function branchOf(evidence: Evidence): Branch | undefined {
  if ('all' in evidence) return { node: 'all', children: evidence.all, hold: evidence.hold }
  if ('any' in evidence) return { node: 'any', children: evidence.any, hold: evidence.hold }
  if ('none' in evidence) return { node: 'none', children: evidence.none, hold: evidence.hold }
  return undefined
}

/** Every leaf of the level's evidence with its path: what the observers have to watch. */
export function leavesOf(level: LevelFile): Leaf[] {
  const owners: [Owner, { id: string; evidence: Evidence }[]][] = [
    ['objectives', level.objectives],
    ['fix', level.fix],
    ['safeguards', level.safeguards],
  ]
  return owners.flatMap(([owner, items]) =>
    items.flatMap((item) =>
      leavesUnder(item.evidence, `${owner}.${item.id}`).map((found) => ({ ...found, owner, ownerId: item.id })),
    ),
  )
}

function leavesUnder(evidence: Evidence, path: string): { leaf: string; evidence: EvidenceLeaf }[] {
  const branch = branchOf(evidence)
  if (!branch) return [{ leaf: path, evidence: evidence as EvidenceLeaf }]
  return branch.children.flatMap((child, index) => leavesUnder(child, `${path}.${branch.node}.${index}`))
}

/** Whether a committed diagnosis is the level's, or one that the level accepts as well. */
export function isRight(level: LevelFile, answer: Diagnosis): boolean {
  return [level.diagnosis, ...level.diagnosis.accept].some((right) => sameDiagnosis(right, answer))
}

function sameDiagnosis(a: Diagnosis, b: Diagnosis): boolean {
  return a.component === b.component && a.fault === b.fault
}

export interface EvidenceSignals {
  objective(id: string): Signal
  fix(id: string): Signal
}

/** When each objective's and each fix check's evidence held, on the alive clock. */
export function evidenceSignals(level: LevelFile, events: readonly AttemptEvent[], clock: Clock): EvidenceSignals {
  const reader = new SignalReader(level, events, clock)
  const objectives = new Map(level.objectives.map((item) => [item.id, item.evidence]))
  return {
    objective: (id) => reader.tree(objectives.get(id), `objectives.${id}`),
    fix: (id) => reader.fix(id),
  }
}

class SignalReader {
  private readonly level: LevelFile
  private readonly events: readonly AttemptEvent[]
  private readonly clock: Clock
  private readonly changes: Map<string, { ms: number; holds: boolean }[]>
  private readonly fixes = new Map<string, Signal>()

  constructor(level: LevelFile, events: readonly AttemptEvent[], clock: Clock) {
    this.level = level
    this.events = events
    this.clock = clock
    this.changes = new Map()
    for (const { at, data } of pick(events, 'evidence.changed')) {
      const list = this.changes.get(data.leaf) ?? []
      list.push({ ms: clock.aliveMs(at), holds: data.holds })
      this.changes.set(data.leaf, list)
    }
  }

  fix(id: string): Signal {
    const known = this.fixes.get(id)
    if (known) return known
    // Also what a check that refers to itself gets: it never holds.
    this.fixes.set(id, NEVER)
    const signal = this.tree(this.level.fix.find((check) => check.id === id)?.evidence, `fix.${id}`)
    this.fixes.set(id, signal)
    return signal
  }

  tree(evidence: Evidence | undefined, path: string): Signal {
    if (!evidence) return NEVER
    const branch = branchOf(evidence)
    if (!branch) return this.leaf(evidence as EvidenceLeaf, path)
    const children = branch.children.map((child, index) => this.tree(child, `${path}.${branch.node}.${index}`))
    const combined = combine(branch.node, children)
    return branch.hold === undefined ? combined : held(combined, durationMs(branch.hold))
  }

  private leaf(evidence: EvidenceLeaf, path: string): Signal {
    if ('fixed' in evidence) return this.fix(evidence.fixed)
    if ('answered' in evidence) return this.answered(evidence.answered)
    const observed = fromChanges(this.changes.get(path) ?? [])
    // What the player has done or seen can't be undone or unseen.
    const first = 'ran' in evidence || 'saw' in evidence ? firstMs(observed, Number.POSITIVE_INFINITY) : null
    return first === null ? observed : since(first)
  }

  private answered(wanted: 'right' | Diagnosis): Signal {
    const hit = pick(this.events, 'diagnosis.committed').find(({ data }) =>
      wanted === 'right' ? isRight(this.level, data) : sameDiagnosis(wanted, data),
    )
    return hit ? since(this.clock.aliveMs(hit.at)) : NEVER
  }
}

function combine(node: Branch['node'], children: Signal[]): Signal {
  if (node === 'all') return intersection(children)
  return node === 'any' ? union(children) : complement(union(children))
}
