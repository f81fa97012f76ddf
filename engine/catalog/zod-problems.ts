import { z } from 'zod'
import type { LevelProblem } from '../contract/index.ts'
import { type JsonSchema, knownKeys } from './json-schema.ts'
import type { Path } from './problems.ts'
import { suggestion } from './suggest.ts'
import type { YamlSource } from './yaml-source.ts'

type Issue = z.core.$ZodIssue

export interface Checker<T> {
  schema: z.ZodType<T>
  /** Says more of a key that the schema doesn't know, or undefined. */
  whyUnknown?: (key: string) => string | undefined
  /** Whether the problems of a key have been told already. */
  covers?: (path: Path) => boolean
}

/** Checks data that came from a YAML file. Each problem names its line and key, in plain words. */
export function checkData<T>(source: YamlSource, data: unknown, checker: Checker<T>): { value?: T; problems: LevelProblem[] } {
  const result = checker.schema.safeParse(data)
  if (result.success) return { value: result.data, problems: [] }
  const json = z.toJSONSchema(checker.schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  const problems = result.error.issues
    .flatMap((issue) => plainIssues(issue, []))
    .filter(({ path }) => !checker.covers?.(path))
    .flatMap(({ issue, path }) => describe(issue, path, { data, json, checker, source }))
  return { problems }
}

interface Found {
  issue: Issue
  path: Path
}

/** An issue of a union stands for the alternative that was most likely meant. */
function plainIssues(issue: Issue, base: Path): Found[] {
  const path = [...base, ...issue.path]
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }]
  const options = issue.errors.map((errors) => errors.flatMap((inner) => plainIssues(inner, path)))
  const mismatched = (option: Found[]) =>
    option.some((found) => found.path.length === path.length && found.issue.code === 'invalid_type')
  // Nothing fits even in kind: all alternatives have to be named.
  if (options.every(mismatched)) return [{ issue, path }]
  return options.toSorted((a, b) => remoteness(a, path) - remoteness(b, path))[0] ?? []
}

/** How far data is from an alternative: a key it doesn't know at all weighs more than a wrong value deep inside. */
function remoteness(option: readonly Found[], path: Path): number {
  return option.reduce((sum, found) => sum + (found.path.length === path.length ? 10 : 1), 0)
}

interface Context<T> {
  data: unknown
  json: JsonSchema
  checker: Checker<T>
  source: YamlSource
}

function describe<T>(issue: Issue, path: Path, context: Context<T>): LevelProblem[] {
  if (issue.code !== 'unrecognized_keys') return [context.source.problem(path, message(issue, valueAt(context.data, path)))]
  const known = knownKeys(context.json, path)
  return issue.keys.map((key) => {
    const reason = context.checker.whyUnknown?.(key)
    const text = reason ? `\`${key}\` is refused: ${reason}` : `unknown key \`${key}\`${suggestion(key, known)}`
    return context.source.problem([...path, key], text)
  })
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part], data)
}

const TYPE_WORDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
  null: 'nothing',
}

function typeWord(name: string): string {
  return TYPE_WORDS[name] ?? name
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function message(issue: Issue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeWord(issue.expected)}, not ${typeWord(typeOf(value))}`
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}, not \`${String(value)}\`${hint(value, issue.values)}`
    case 'too_small':
      if (issue.origin !== 'number' && issue.origin !== 'int') return 'must not be empty'
      return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
    case 'too_big':
      return `must be at most ${issue.maximum}`
    case 'invalid_format':
      return issue.format === 'starts_with'
        ? `must start with \`${'prefix' in issue ? String(issue.prefix) : '/'}\``
        : issue.message
    case 'invalid_union':
      return `must be ${[...new Set(issue.errors.flat().map(expectedWord))].join(' or ')}, not ${typeWord(typeOf(value))}`
    default:
      return issue.message
  }
}

function expectedWord(issue: Issue): string {
  if (issue.code === 'invalid_type') return typeWord(issue.expected)
  return issue.code === 'invalid_value' ? issue.values.map((value) => `\`${String(value)}\``).join(' or ') : issue.message
}

function hint(value: unknown, values: readonly unknown[]): string {
  const near = suggestion(String(value), values.map(String))
  return near.startsWith('; did') ? near : ''
}
