import type { LevelProblem } from '../contract/index.ts'

export type Path = readonly PropertyKey[]

/** A level that can't be read or booted, with everything that is wrong with its files. */
export class LevelError extends Error {
  readonly problems: LevelProblem[]

  constructor(problems: LevelProblem[]) {
    super(problems.map(problemText).join('\n'))
    this.name = 'LevelError'
    this.problems = problems
  }
}

/** `level.yaml:12: objectives[0].title: is missing` */
export function problemText({ file, line, key, message }: LevelProblem): string {
  return [line === undefined ? file : `${file}:${line}`, ...(key ? [key] : []), message].join(': ')
}

/** A key path as people write it: `objectives[0].evidence.any[1]`. */
export function keyText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

/** Several variants tend to have the same problem: it is told once. */
export function distinct(problems: readonly LevelProblem[]): LevelProblem[] {
  return [...new Map(problems.map((problem) => [problemText(problem), problem])).values()]
}
