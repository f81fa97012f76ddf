import { LEAF_KINDS, type LevelProblem, NODE_KINDS } from '../contract/index.ts'
import type { Path } from './problems.ts'
import { suggestion } from './suggest.ts'
import type { YamlSource } from './yaml-source.ts'

const KINDS: readonly string[] = [...LEAF_KINDS, ...NODE_KINDS]
/** `objectives`, its index, `evidence` */
const ROOT_DEPTH = 3
const OWNERS = ['objectives', 'fix', 'safeguards']

interface Misshapen {
  path: Path
  message: string
}

export interface EvidenceShape {
  problems: LevelProblem[]
  /** Whether a key belongs to evidence whose problems are told here. */
  covers(path: Path): boolean
}

/**
 * Looks at the shape of all evidence before the schema does: of a dozen alternatives a schema can only say that none
 * fits, while an author wants to hear which word is wrong.
 */
export function checkEvidenceShape(source: YamlSource, data: unknown): EvidenceShape {
  const found = OWNERS.flatMap((owner) =>
    listIn(data, owner).flatMap((item, index) =>
      isMap(item) && item.evidence !== undefined ? inspect(item.evidence, [owner, index, 'evidence']) : [],
    ),
  )
  return {
    problems: found.map(({ path, message }) => source.problem(path, message)),
    covers: (path) => found.some((bad) => bad.path.slice(0, ROOT_DEPTH).every((part, index) => path[index] === part)),
  }
}

function inspect(evidence: unknown, path: Path): Misshapen[] {
  if (!isMap(evidence)) return [{ path, message: `evidence must be a map with one kind; known: ${KINDS.join(', ')}` }]
  const keys = Object.keys(evidence).filter((key) => key !== 'hold')
  const unknown = keys.filter((key) => !KINDS.includes(key))
  if (unknown.length > 0) {
    return unknown.map((key) => ({ path: [...path, key], message: `unknown evidence kind \`${key}\`${suggestion(key, KINDS)}` }))
  }
  const [kind] = keys
  if (kind === undefined) return [{ path, message: `evidence names no kind; known: ${KINDS.join(', ')}` }]
  if (keys.length > 1)
    return [{ path, message: `evidence has several kinds (${keys.join(', ')}); combine them with all, any or none` }]
  const isNode = (NODE_KINDS as readonly string[]).includes(kind)
  if (evidence.hold !== undefined && !isNode) {
    return [{ path: [...path, 'hold'], message: `\`hold\` belongs beside all, any or none; write \`all: [{ ${kind}: … }]\`` }]
  }
  return isNode ? listIn(evidence, kind).flatMap((child, index) => inspect(child, [...path, kind, index])) : []
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listIn(data: unknown, key: string): unknown[] {
  const list = isMap(data) ? data[key] : undefined
  return Array.isArray(list) ? list : []
}
