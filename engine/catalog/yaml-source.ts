import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml'
import type { LevelProblem } from '../contract/index.ts'
import { keyText, type Path } from './problems.ts'

/** A YAML file as plain data, and where in it each key stands. */
export interface YamlSource {
  file: string
  data: unknown
  /** What keeps the file from being read as YAML. */
  syntax: LevelProblem[]
  /** A problem at a key; its line is that of the key, or of what should contain it. */
  problem(path: Path, message: string): LevelProblem
}

export function parseYaml(file: string, text: string): YamlSource {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false })
  const syntax: LevelProblem[] = [...document.errors, ...document.warnings].map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    message: error.message,
  }))
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return
      const line = lines.linePos(alias.range?.[0] ?? 0).line
      syntax.push({ file, line, message: `there is no anchor \`&${alias.source}\` above` })
    },
  })
  const data = syntax.length === 0 ? toData(document, file, syntax) : undefined
  return { file, data, syntax, problem: (path, message) => problemAt({ file, document, lines }, path, message) }
}

/** Fails on aliases that expand to far more than the file has. */
function toData(document: Document, file: string, syntax: LevelProblem[]): unknown {
  try {
    return document.toJS()
  } catch (error) {
    syntax.push({ file, message: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}

function problemAt(source: { file: string; document: Document; lines: LineCounter }, path: Path, message: string): LevelProblem {
  const offset = offsetOf(source.document, path)
  return {
    file: source.file,
    ...(offset === undefined ? {} : { line: source.lines.linePos(offset).line }),
    ...(path.length === 0 ? {} : { key: keyText(path) }),
    message,
  }
}

/** Where the deepest part of the path that the file has begins. */
function offsetOf(document: Document, path: Path): number | undefined {
  let node: unknown = document.contents
  let offset = isNode(node) ? node.range?.[0] : undefined
  for (const part of path) {
    const found = child(document, node, part)
    if (!found) break
    offset = found.offset ?? offset
    node = found.node
  }
  return offset
}

function child(
  document: Document,
  parent: unknown,
  part: PropertyKey,
): { node: unknown; offset: number | undefined } | undefined {
  const node = isAlias(parent) ? parent.resolve(document) : parent
  if (isSeq(node)) {
    const item = node.items[Number(part)] as Node | undefined
    return item && { node: item, offset: item.range?.[0] }
  }
  if (!isMap(node)) return undefined
  const pairs = node.items as Pair[]
  const own = pairs.find(({ key }) => keyName(key) === String(part))
  if (own) return { node: own.value, offset: isNode(own.key) ? own.key.range?.[0] : undefined }
  return inMerged(document, pairs, part)
}

/** Looks behind `<<: *anchor` and `<<: [*one, *other]`. */
function inMerged(document: Document, pairs: readonly Pair[], part: PropertyKey): ReturnType<typeof child> {
  for (const { key, value } of pairs) {
    if (keyName(key) !== '<<') continue
    for (const source of isSeq(value) ? value.items : [value]) {
      const found = child(document, source, part)
      if (found) return found
    }
  }
  return undefined
}

function keyName(key: unknown): string {
  return String(isScalar(key) ? key.value : key)
}
