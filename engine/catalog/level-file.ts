import { type LevelFile, type LevelProblem, levelSchema } from '../contract/index.ts'
import { checkEvidenceShape } from './evidence-check.ts'
import { suggestion } from './suggest.ts'
import { fillData, type VariantValues } from './template.ts'
import type { YamlSource } from './yaml-source.ts'
import { checkData } from './zod-problems.ts'

/** A name must survive as the `FD_<NAME>` of a script. */
const VALUE_NAME = /^[a-z][a-z0-9_]*$/

/** The values of each variant, as the file has them before anything is checked. */
export function readVariants(source: YamlSource): { variants: VariantValues[]; problems: LevelProblem[] } {
  const raw = (source.data as { variants?: unknown } | null)?.variants
  // A list that the schema will refuse has no values to fill in.
  if (!Array.isArray(raw) || raw.length === 0 || !raw.every(isValues)) return { variants: [{}], problems: [] }
  return {
    variants: raw,
    problems: [...raw.entries()].flatMap(([index, values]) => checkNames(source, raw[0] ?? {}, values, index)),
  }
}

function isValues(value: unknown): value is VariantValues {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((item) => typeof item === 'string' || typeof item === 'number')
}

function checkNames(source: YamlSource, first: VariantValues, values: VariantValues, index: number): LevelProblem[] {
  const badNames = Object.keys(values).filter((name) => !VALUE_NAME.test(name))
  const missing = Object.keys(first).filter((name) => !(name in values))
  const extra = Object.keys(values).filter((name) => !(name in first))
  return [
    ...badNames.map((name) =>
      source.problem(['variants', index, name], 'name values with a-z, 0-9 and _, starting with a letter'),
    ),
    ...missing.map((name) =>
      source.problem(['variants', index], `has no \`${name}\`, but the first variant has; all need the same keys`),
    ),
    ...extra.map((name) =>
      source.problem(['variants', index, name], 'the first variant has no such key; all need the same keys'),
    ),
  ]
}

/** Data of a YAML file with one variant filled in. Names without a value are problems with their line. */
export function fillSource(
  source: YamlSource,
  data: unknown,
  values: VariantValues,
): { data: unknown; problems: LevelProblem[] } {
  const problems: LevelProblem[] = []
  const filled = fillData(data, values, (name, path) => {
    const known = Object.keys(values)
    problems.push(source.problem(path, `no variant has a value \`${name}\`${suggestion(name, known)}`))
  })
  return { data: filled, problems }
}

/** The level.yaml of one variant. */
export function readLevelFile(source: YamlSource, values: VariantValues): { file?: LevelFile; problems: LevelProblem[] } {
  const isMap = typeof source.data === 'object' && source.data !== null && !Array.isArray(source.data)
  const { variants, ...rest } = isMap ? (source.data as Record<string, unknown>) : {}
  const filled = fillSource(source, isMap ? rest : source.data, values)
  const data = isMap ? { ...(filled.data as object), ...(variants === undefined ? {} : { variants }) } : filled.data
  const shape = checkEvidenceShape(source, data)
  const checked = checkData(source, data, { schema: levelSchema, covers: shape.covers })
  const problems = [...filled.problems, ...shape.problems, ...checked.problems]
  return { ...(checked.value && problems.length === 0 ? { file: checked.value } : {}), problems }
}
