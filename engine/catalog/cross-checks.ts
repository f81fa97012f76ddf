import { type Evidence, evidenceKind, type InstancePlan, type LevelFile } from '../contract/index.ts'
import type { Path } from './problems.ts'
import { suggestion } from './suggest.ts'

/** Something that each part alone can't tell. `script` is a file that must exist in the level's folder. */
export interface Finding {
  path: Path
  message?: string
  script?: string
}

const OWNERS = ['objectives', 'fix', 'safeguards'] as const
type Owner = (typeof OWNERS)[number]

/**
 * Checks what refers to what.
 *
 * @param instances undefined when the compose file can't be read: then nothing is said about instances
 */
export function crossCheck(level: LevelFile, instances: readonly InstancePlan[] | undefined): Finding[] {
  const names = instances?.map(({ name }) => name)
  const checker = { level, names }
  return [
    ...[...OWNERS, 'hints' as const].flatMap((list) => duplicateIds(list, level[list])),
    ...OWNERS.flatMap((owner) =>
      level[owner].flatMap(({ evidence }, index) => checkEvidence(evidence, [owner, index, 'evidence'], owner, checker)),
    ),
    ...level.fault.flatMap((step, index) => checkInstances(step.instance, ['fault', index, 'instance'], names)),
  ]
}

function duplicateIds(list: string, items: readonly { id: string }[]): Finding[] {
  return items.flatMap(({ id }, index) => {
    const first = items.findIndex((other) => other.id === id)
    return first === index ? [] : [{ path: [list, index, 'id'], message: `\`${id}\` is already the id of ${list}[${first}]` }]
  })
}

interface Checker {
  level: LevelFile
  names: readonly string[] | undefined
}

function checkEvidence(evidence: Evidence, path: Path, owner: Owner, checker: Checker): Finding[] {
  const kind = evidenceKind(evidence)
  const at = [...path, kind]
  const children =
    'all' in evidence ? evidence.all : 'any' in evidence ? evidence.any : 'none' in evidence ? evidence.none : undefined
  if (children) return children.flatMap((child, index) => checkEvidence(child, [...at, index], owner, checker))
  return [...checkFairness(kind, at, owner), ...checkLeaf(evidence, at, checker)]
}

/** A fix or a safeguard is judged by how the system behaves, not by what the player typed, saw or said. */
function checkFairness(kind: string, at: Path, owner: Owner): Finding[] {
  if (owner === 'objectives' || kind === 'http' || kind === 'exec') return []
  return [
    {
      path: at,
      message: `\`${kind}\` cannot judge ${owner === 'fix' ? 'a fix' : 'a safeguard'}; use http or exec, which look at behaviour`,
    },
  ]
}

function checkLeaf(evidence: Evidence, at: Path, { level, names }: Checker): Finding[] {
  if ('ran' in evidence) return checkInstances(evidence.ran.instance, [...at, 'instance'], names)
  if ('saw' in evidence) return checkInstances(evidence.saw.instance, [...at, 'instance'], names)
  if ('exec' in evidence)
    return [...checkInstances(evidence.exec.instance, [...at, 'instance'], names), ...checkExec(evidence.exec, at)]
  if ('fixed' in evidence) return checkFixed(evidence.fixed, at, level)
  if ('http' in evidence && Object.keys(evidence.http.expect).length === 0) {
    return [{ path: [...at, 'expect'], message: 'expects nothing; name a status, body, header or within' }]
  }
  return []
}

function checkInstances(
  named: string | readonly string[] | undefined,
  path: Path,
  names: readonly string[] | undefined,
): Finding[] {
  if (names === undefined || named === undefined) return []
  const unknown = [named].flat().filter((name) => !names.includes(name))
  return unknown.map((name) => ({ path, message: `unknown instance \`${name}\`${suggestion(name, names)}` }))
}

function checkExec({ script, command }: { script?: string | undefined; command?: string | undefined }, at: Path): Finding[] {
  if ((script === undefined) === (command === undefined)) return [{ path: at, message: 'needs either `script` or `command`' }]
  return script === undefined ? [] : [{ path: [...at, 'script'], script }]
}

function checkFixed(id: string, at: Path, level: LevelFile): Finding[] {
  const known = level.fix.map((check) => check.id)
  return known.includes(id) ? [] : [{ path: at, message: `unknown fix check \`${id}\`${suggestion(id, known)}` }]
}
