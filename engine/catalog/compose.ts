import type { InstancePlan, LevelProblem } from '../contract/index.ts'
import { planInstances } from './compose-plan.ts'
import { type ComposeFile, composeSchema, splitOnce, whyRefused } from './compose-schema.ts'
import type { Path } from './problems.ts'
import type { YamlSource } from './yaml-source.ts'
import { checkData } from './zod-problems.ts'

export interface Stack {
  instances: InstancePlan[]
  gateway: string
}

/** Reads a compose.yaml whose variant has been filled in. */
export function readCompose(source: YamlSource, data: unknown): { stack?: Stack; problems: LevelProblem[] } {
  const { value: compose, problems } = checkData(source, withoutExtensions(data), {
    schema: composeSchema,
    whyUnknown: whyRefused,
  })
  if (!compose) return { problems }
  const told = crossChecks(compose).map(({ path, message }) => source.problem(path, message))
  const gateway = gatewaysOf(compose)[0]
  if (gateway === undefined || told.length > 0) return { problems: told }
  return { stack: { instances: planInstances(compose), gateway }, problems: [] }
}

/** `x-…` keys at the top hold what anchors share; their content has been merged where it is used. */
function withoutExtensions(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data
  return Object.fromEntries(Object.entries(data).filter(([key]) => !key.startsWith('x-')))
}

interface Finding {
  path: Path
  message: string
}

function crossChecks(compose: ComposeFile): Finding[] {
  return [
    ...Object.keys(compose.services).flatMap((name) => checkService(name, compose)),
    ...checkGateway(compose),
    ...checkCycles(compose),
  ]
}

function checkService(name: string, compose: ComposeFile): Finding[] {
  const service = compose.services[name]
  const at = (...rest: PropertyKey[]) => ['services', name, ...rest]
  const networks = Object.keys(compose.networks)
  const findings: Finding[] = []
  for (const [index, network] of (service?.networks ?? []).entries()) {
    if (!networks.includes(network)) findings.push({ path: at('networks', index), message: `unknown network \`${network}\`` })
  }
  for (const [index, other] of (service?.depends_on ?? []).entries()) {
    if (!compose.services[other]) findings.push({ path: at('depends_on', index), message: `unknown service \`${other}\`` })
  }
  for (const [index, text] of (service?.volumes ?? []).entries()) {
    const [volume] = splitOnce(text)
    const known = compose.volumes !== undefined && volume in compose.volumes
    if (!known) findings.push({ path: at('volumes', index), message: `\`${volume}\` is not among the file's volumes` })
  }
  return findings
}

function gatewaysOf(compose: ComposeFile): string[] {
  return Object.keys(compose.services).filter((name) => (compose.services[name]?.ports ?? []).length > 0)
}

/** The one way in: on both networks, out of the player's reach. Everything else has no way out. */
function checkGateway(compose: ComposeFile): Finding[] {
  const [gateway, ...others] = gatewaysOf(compose)
  if (gateway === undefined) {
    return [{ path: ['services'], message: 'no service publishes a port; one on the network `edge` must be the gateway' }]
  }
  const findings = others.map((name) => ({
    path: ['services', name, 'ports'],
    message: `only one service may publish ports, and \`${gateway}\` does already`,
  }))
  const service = compose.services[gateway]
  if (!service?.networks.includes('edge')) {
    findings.push({
      path: ['services', gateway, 'networks'],
      message: 'a service that publishes ports must be on the network `edge`',
    })
  }
  if (service?.['x-firedrill']?.role !== 'system') {
    findings.push({
      path: ['services', gateway, 'x-firedrill'],
      message: 'the gateway must have `role: system`, or players could use its way out',
    })
  }
  const strays = Object.keys(compose.services).filter(
    (name) => name !== gateway && compose.services[name]?.networks.includes('edge'),
  )
  return [
    ...findings,
    ...strays.map((name) => ({
      path: ['services', name, 'networks'],
      message: 'only the gateway may be on `edge`, it has a way out',
    })),
  ]
}

function checkCycles(compose: ComposeFile): Finding[] {
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    (compose.services[from]?.depends_on ?? []).some((next) => {
      if (next === goal) return true
      if (seen.has(next)) return false
      return reaches(next, goal, seen.add(next))
    })
  return Object.keys(compose.services)
    .filter((name) => reaches(name, name, new Set()))
    .map((name) => ({
      path: ['services', name, 'depends_on'],
      message: `\`${name}\` waits for itself, by way of what it depends on`,
    }))
}
