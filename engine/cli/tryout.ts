import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Level, ProofStep } from '../catalog/index.ts'
import { componentSchema, faultClassSchema, type Milestones, statusStateSchema } from '../contract/index.ts'
import { LiveAttempt } from '../host/index.ts'
import { score } from '../play/index.ts'
import type { FoundEngine, Runtime } from '../runtime/index.ts'
import { openStore, type Store } from '../store/index.ts'
import type { TerminalSession } from '../terminal/index.ts'
import { logicalLines } from './logical-lines.ts'

/** What a script played through a level came to. Times are milliseconds on the attempt's clock. */
export interface TryReport {
  levelId: string
  seed: number
  variant: number
  bootMs: number | null
  resolved: boolean
  /** The fix checks that did not hold at the last resolve. */
  failed: { checkId: string; message: string }[]
  objectives: { id: string; title: string; hitMs: number | null }[]
  harm: { safeguardId: string; title: string }[]
  diagnosedRight: boolean
  milestones: Milestones
  score: number
  max: number
  /** Why the level couldn't be played to its end. */
  error: string | null
}

const PROMPT_TIMEOUT_MS = 120_000
const TERMINAL = { cols: 160, rows: 40 }

/**
 * Boots a level and plays a script in its instances' shells the way a player would, on a store of its own.
 * The environment and the store are removed afterwards, also when it fails.
 */
export async function tryLevel(o: {
  engine: { found: FoundEngine; runtime: Runtime }
  level: Level
  steps: readonly ProofStep[]
  signal: AbortSignal
}): Promise<TryReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'firedrill-try-'))
  const store = openStore({ file: path.join(folder, 'try.db'), now: Date.now })
  const attempt = newAttempt(o.engine, o.level, store, folder)
  const cancel = () => void attempt.end('gave-up')
  o.signal.addEventListener('abort', cancel)
  let error: string | null = null
  try {
    await attempt.boot()
    const { phase, notice } = attempt.log.state()
    if (phase === 'failed') throw new Error(notice ?? 'the environment could not be booted')
    await play(attempt, o.steps)
  } catch (cause) {
    error = cause instanceof Error ? cause.message : String(cause)
  } finally {
    o.signal.removeEventListener('abort', cancel)
    await attempt.end('left')
  }
  const report = reportOf(attempt, o.level, error)
  store.close()
  await rm(folder, { recursive: true, force: true })
  return report
}

function newAttempt(engine: { found: FoundEngine; runtime: Runtime }, level: Level, store: Store, folder: string): LiveAttempt {
  const id = randomUUID()
  const { levelId, seed, variant, title } = { levelId: level.file.id, title: level.file.title, ...level }
  store.attempts.create({ id, levelId, levelTitle: title, mode: 'drill', seed, createdAt: Date.now() })
  const created = { levelId, levelTitle: title, levelHash: level.hash, mode: 'drill' as const, seed, variant }
  store.attempts.append(id, { type: 'attempt.created', data: created }, Date.now())
  return new LiveAttempt({ id, level, store, engine: () => engine, recordingsFolder: folder, now: Date.now, newId: randomUUID })
}

async function play(attempt: LiveAttempt, steps: readonly ProofStep[]): Promise<void> {
  const shells = new Map<string, TerminalSession>()
  attempt.acknowledge()
  for (const step of steps) {
    if (step.kind === 'type') await type(attempt, shells, step.instance, step.lines)
    else if (step.kind === 'wait') await new Promise((resolve) => setTimeout(resolve, step.ms))
    else if (step.kind === 'resolve') await attempt.resolve()
    else if (step.kind === 'status') attempt.postStatus({ state: statusStateSchema.parse(step.state), text: step.text })
    else {
      const component = componentSchema.parse(step.component)
      const fault = faultClassSchema.parse(step.fault)
      attempt.commitDiagnosis({ component, fault, sentence: 'As the script says.' })
    }
  }
  if (!steps.some(({ kind }) => kind === 'resolve')) await attempt.resolve()
}

async function type(
  attempt: LiveAttempt,
  shells: Map<string, TerminalSession>,
  instance: string,
  lines: readonly string[],
): Promise<void> {
  const shell = shells.get(instance) ?? (await attempt.terminals.open(instance, TERMINAL))
  shells.set(instance, shell)
  await shell.whenPrompt(PROMPT_TIMEOUT_MS)
  for (const group of logicalLines(lines)) {
    shell.write(`${group.replaceAll('\n', '\r')}\r`)
    await shell.whenPrompt(PROMPT_TIMEOUT_MS)
  }
}

function reportOf(attempt: LiveAttempt, level: Level, error: string | null): TryReport {
  const state = attempt.log.state()
  const sheet = score(level.file, attempt.log.events)
  return {
    levelId: level.file.id,
    seed: level.seed,
    variant: level.variant,
    bootMs: state.bootMs,
    resolved: state.milestones.resolved !== null,
    failed: state.lastResolve?.failed ?? [],
    objectives: level.file.objectives.map(({ id, title }) => ({
      ...{ id, title },
      hitMs: state.objectives.find((objective) => objective.id === id)?.hitMs ?? null,
    })),
    harm: state.harm.map(({ safeguardId, title }) => ({ safeguardId, title })),
    diagnosedRight: state.diagnoses.some(({ right }) => right),
    milestones: state.milestones,
    score: sheet.total,
    max: sheet.max,
    error,
  }
}
