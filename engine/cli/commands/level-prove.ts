import { randomInt, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { type Level, type LevelEntry, loadLevel, type ProofStep, parseProof, readScript } from '../../catalog/index.ts'
import type { FoundEngine, Runtime } from '../../runtime/index.ts'
import { type Context, readyEngine } from '../context.ts'
import { EXIT, table, UsageError } from '../output.ts'
import { type TryReport, tryLevel } from '../tryout.ts'
import { findLevel, seedOf } from './level-try.ts'

const UNTOUCHED = 'untouched'

type Expectation = 'fails' | 'passes' | 'passes-fully'

export interface ProofRun {
  script: string
  expected: Expectation
  ok: boolean
  /** Why it isn't as expected; empty when it is. */
  why: string
  report: TryReport
}

/** What one boot of a level may take of the engine's memory, with room to spare. */
const MEMORY_PER_RUN_BYTES = 3 * 1024 ** 3

/**
 * `level prove ID`: untouched must fail, `solve` must pass with every objective hit and the diagnosis right, each
 * `alternative` must pass without harm, each `wrong` must fail or do harm.
 */
export async function levelProveCommand(context: Context): Promise<number> {
  const { args, flags, output } = context
  if (!args[0]) throw new UsageError('Usage: firedrill level prove ID [--seed N] [--only NAME] [--json]')
  const entry = await findLevel(args[0])
  const scripts = await readProofs(entry)
  const chosen = typeof flags.only === 'string' ? scripts.filter(({ name }) => name.includes(String(flags.only))) : scripts
  const seed = seedOf(flags.seed) ?? randomInt(2 ** 32)
  const engine = await readyEngine(context, randomUUID())
  output.progress(`Proving ${entry.id} with seed ${seed}: ${chosen.length} runs.`)
  const runs = await runAll(context, engine, entry, seed, chosen)
  const falsePasses = runs.filter(({ ok, expected }) => !ok && expected === 'fails').length
  const falseFails = runs.filter(({ ok, expected }) => !ok && expected !== 'fails').length
  const rows = runs.map((run) => [run.ok ? '✓' : '✗', run.script, run.expected, run.why])
  const verdict =
    falsePasses + falseFails === 0 ? 'Proven.' : `Not proven: ${falsePasses} false passes, ${falseFails} false fails.`
  output.result({ levelId: entry.id, seed, falsePasses, falseFails, runs }, `${table(rows)}\n${verdict}`)
  return falsePasses + falseFails === 0 ? EXIT.ok : EXIT.failed
}

interface Proof {
  name: string
  expected: Expectation
}

/** The proof scripts of a level, with "untouched" first. Throws UsageError when the set isn't complete. */
export async function readProofs(entry: LevelEntry): Promise<Proof[]> {
  const folder = path.join(entry.dir, 'proof')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.sh')).sort()
  const count = (prefix: string) => names.filter((name) => name.startsWith(prefix)).length
  if (!names.includes('solve.sh') || count('alternative-') < 1 || count('wrong-') < 3) {
    throw new UsageError(`${folder} needs solve.sh, at least one alternative-*.sh and at least three wrong-*.sh.`)
  }
  const proofs = names.map((name): Proof => {
    const expected = name === 'solve.sh' ? 'passes-fully' : name.startsWith('alternative-') ? 'passes' : 'fails'
    return { name, expected }
  })
  return [{ name: UNTOUCHED, expected: 'fails' }, ...proofs]
}

/** The script with the variant's values filled in. */
async function stepsOf(proof: Proof, level: Level): Promise<ProofStep[]> {
  if (proof.name === UNTOUCHED) return []
  const file = `proof/${proof.name}`
  return parseProof(await readScript(level, file), file)
}

async function runAll(
  context: Context,
  engine: { found: FoundEngine; runtime: Runtime },
  entry: LevelEntry,
  seed: number,
  proofs: readonly Proof[],
): Promise<ProofRun[]> {
  const { memoryBytes, cpus } = engine.found
  const lanes = Math.max(1, Math.min(cpus, Math.floor(memoryBytes / MEMORY_PER_RUN_BYTES)))
  const runs = new Map<Proof, ProofRun>()
  const waiting = [...proofs]
  const lane = async () => {
    for (let proof = waiting.shift(); proof && !context.signal.aborted; proof = waiting.shift()) {
      const level = await loadLevel(entry, seed)
      const report = await tryLevel({ engine, level, steps: await stepsOf(proof, level), signal: context.signal })
      const run = judge(proof, report)
      runs.set(proof, run)
      context.output.progress(`${run.ok ? '✓' : '✗'} ${proof.name}${run.why ? `: ${run.why}` : ''}`)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return proofs.flatMap((proof) => runs.get(proof) ?? [])
}

/** Holds a report against what was expected of the script. */
export function judge(proof: Pick<Proof, 'name' | 'expected'>, report: TryReport): ProofRun {
  const { name, expected } = proof
  const problems = report.error === null ? problemsOf(expected, report) : [report.error]
  return { script: name, expected, ok: problems.length === 0, why: problems.join('; '), report }
}

function problemsOf(expected: Expectation, report: TryReport): string[] {
  const passed = report.resolved && report.harm.length === 0
  if (expected === 'fails') return passed ? ['passed, but must not'] : []
  const problems = [
    ...report.failed.map(({ checkId }) => `check ${checkId} does not hold`),
    ...report.harm.map(({ safeguardId }) => `broke safeguard ${safeguardId}`),
  ]
  if (!report.resolved && problems.length === 0) problems.push('was not resolved')
  if (expected === 'passes') return problems
  const missed = report.objectives.filter(({ hitMs }) => hitMs === null).map(({ id }) => `objective ${id} not hit`)
  return [...problems, ...missed, ...(report.diagnosedRight ? [] : ['diagnosis not right'])]
}
