import { randomInt, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type LevelEntry, loadLevel, parseProof, readCatalog } from '../../catalog/index.ts'
import { type Context, readyEngine } from '../context.ts'
import { clockText, EXIT, UsageError } from '../output.ts'
import { levelFolders } from '../paths.ts'
import { type TryReport, tryLevel } from '../tryout.ts'

/** `level try ID --script FILE [--seed N]`: plays a script through a level and reports what came of it. */
export async function levelTryCommand(context: Context): Promise<number> {
  const { args, flags, output, signal } = context
  if (!args[0] || typeof flags.script !== 'string') throw new UsageError('Usage: firedrill level try ID --script FILE [--seed N]')
  const entry = await findLevel(args[0])
  const steps = parseProof(await readFile(flags.script, 'utf8'))
  const level = await loadLevel(entry, seedOf(flags.seed) ?? randomInt(2 ** 32))
  const engine = await readyEngine(context, randomUUID())
  output.progress(`Booting ${level.file.id}, seed ${level.seed}, variant ${level.variant + 1} of ${level.file.variants.length}.`)
  const report = await tryLevel({ engine, level, steps, signal })
  output.result(report, describe(report))
  return report.resolved && report.error === null ? EXIT.ok : EXIT.failed
}

/** The level of that id. Throws UsageError with what is wrong with it, or what there is. */
export async function findLevel(id: string): Promise<LevelEntry> {
  const { levels, problems } = await readCatalog(levelFolders(process.env))
  const entry = levels.find((level) => level.id === id)
  if (entry) return entry
  const own = problems.filter(({ file }) => file.includes(id)).map((p) => `${p.file}:${p.line ?? 1}: ${p.key ?? ''} ${p.message}`)
  if (own.length > 0) throw new UsageError(`Level ${id} cannot be read:\n${own.join('\n')}`)
  throw new UsageError(`There is no level ${id}. There are: ${levels.map((level) => level.id).join(', ')}.`)
}

/** A seed given on the command line. */
export function seedOf(flag: string | boolean | undefined): number | undefined {
  if (flag === undefined) return undefined
  const seed = Number(flag)
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new UsageError('--seed takes a whole number from 0 to 4294967295.')
  return seed
}

function describe(report: TryReport): string {
  const objectives = report.objectives.map((o) => `  ${o.hitMs === null ? '✗' : '✓'} ${clockText(o.hitMs)}  ${o.title}`)
  const { acknowledged, diagnosed, mitigated, resolved } = report.milestones
  return [
    `${report.levelId}, seed ${report.seed}: ${report.resolved ? 'resolved' : 'NOT resolved'}, ${report.score} of ${report.max} points`,
    ...(report.error ? [`Error: ${report.error}`] : []),
    'Objectives',
    ...objectives,
    `Acknowledged ${clockText(acknowledged)}, diagnosed ${clockText(diagnosed)}, mitigated ${clockText(mitigated)}, resolved ${clockText(resolved)}`,
    ...report.failed.map(({ message }) => `Check failed: ${message}`),
    ...report.harm.map(({ title }) => `Harm: ${title}`),
  ].join('\n')
}
