import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FaultStepPlan, LevelFile, LevelProblem } from '../contract/index.ts'
import { readCompose, type Stack } from './compose.ts'
import { crossCheck } from './cross-checks.ts'
import { planFaultStep } from './fault.ts'
import { hashFiles, insideFolder, listFiles } from './folder.ts'
import { fillSource, readLevelFile, readVariants } from './level-file.ts'
import { distinct, LevelError } from './problems.ts'
import type { VariantValues } from './template.ts'
import { parseYaml, type YamlSource } from './yaml-source.ts'

/** One variant of a level, whole and without a problem. */
export interface LevelVariant {
  file: LevelFile
  stack: Stack
  fault: FaultStepPlan[]
}

export interface LevelFolder {
  hash: string
  variants: LevelVariant[]
}

/**
 * Reads a level's folder with all its variants, since a mistake in one that is seldom drawn is still a mistake.
 *
 * @throws LevelError with everything that is wrong with it
 */
export async function readLevelFolder(dir: string): Promise<LevelFolder> {
  const level = await readYaml(path.join(dir, 'level.yaml'))
  const compose = await readYaml(path.join(dir, 'compose.yaml'))
  const syntax = [...level.syntax, ...compose.syntax]
  if (syntax.length > 0) throw new LevelError(syntax)
  const { variants, problems } = readVariants(level)
  // Filling in values that don't fit together would only add problems that follow from these.
  if (problems.length > 0) throw new LevelError(problems)
  const read: LevelVariant[] = []
  for (const values of variants) {
    const variant = await readVariant(dir, { level, compose }, values)
    problems.push(...variant.problems)
    if (variant.whole) read.push(variant.whole)
  }
  if (problems.length > 0) throw new LevelError(distinct(problems))
  return { hash: hashFiles(await listFolder(dir)), variants: read }
}

async function readYaml(file: string): Promise<YamlSource> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const message =
      error.code === 'ENOENT' ? 'is missing; a level needs level.yaml and compose.yaml' : `cannot be read: ${error.message}`
    throw new LevelError([{ file, message }])
  })
  return parseYaml(file, text)
}

async function listFolder(dir: string): ReturnType<typeof listFiles> {
  try {
    return await listFiles(dir)
  } catch (error) {
    throw new LevelError([{ file: dir, message: reasonOf(error) }])
  }
}

interface Sources {
  level: YamlSource
  compose: YamlSource
}

async function readVariant(
  dir: string,
  sources: Sources,
  values: VariantValues,
): Promise<{ whole?: LevelVariant; problems: LevelProblem[] }> {
  const { file, problems } = readLevelFile(sources.level, values)
  const filled = fillSource(sources.compose, sources.compose.data, values)
  const { stack, problems: composeProblems } = readCompose(sources.compose, filled.data)
  problems.push(...filled.problems, ...composeProblems)
  if (!file) return { problems }
  problems.push(...checkId(dir, file, sources.level), ...(await checkReferences(dir, file, stack, sources.level)))
  const fault = await readFault(dir, file, values, sources.level)
  problems.push(...fault.problems)
  return { ...(stack && problems.length === 0 ? { whole: { file, stack, fault: fault.steps } } : {}), problems }
}

function checkId(dir: string, file: LevelFile, source: YamlSource): LevelProblem[] {
  const name = path.basename(dir)
  return file.id === name ? [] : [source.problem(['id'], `must be the name of the level's folder, \`${name}\``)]
}

async function checkReferences(
  dir: string,
  file: LevelFile,
  stack: Stack | undefined,
  source: YamlSource,
): Promise<LevelProblem[]> {
  const problems: LevelProblem[] = []
  for (const { path: key, message, script } of crossCheck(file, stack?.instances)) {
    const wrong = message ?? (script === undefined ? undefined : await whyNotInside(dir, script))
    if (wrong !== undefined) problems.push(source.problem(key, wrong))
  }
  return problems
}

async function whyNotInside(dir: string, relative: string): Promise<string | undefined> {
  return insideFolder(dir, relative).then(() => undefined, reasonOf)
}

async function readFault(
  dir: string,
  file: LevelFile,
  values: VariantValues,
  source: YamlSource,
): Promise<{ steps: FaultStepPlan[]; problems: LevelProblem[] }> {
  const steps: FaultStepPlan[] = []
  const problems: LevelProblem[] = []
  for (const [index, step] of file.fault.entries()) {
    try {
      steps.push(await planFaultStep(dir, step, values))
    } catch (error) {
      const key = ['fault', index, 'files' in step ? 'files' : 'run']
      problems.push(...(error instanceof LevelError ? error.problems : [source.problem(key, reasonOf(error))]))
    }
  }
  return { steps, problems }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
