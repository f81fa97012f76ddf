import Docker from 'dockerode'
import { z } from 'zod'
import { engineMessage } from '../engine-error.ts'
import type { Candidate } from './candidates/candidate.ts'
import type { FoundEngine } from './found-engine.ts'

const TIMEOUT_MS = 5000
/** Docker 19.03: older ones lack what the stacks need. */
const MIN_API_VERSION = '1.40'

const versionSchema = z.object({
  Version: z.string(),
  ApiVersion: z.string(),
  Components: z.array(z.object({ Name: z.string(), Version: z.string() })).default([]),
})
const infoSchema = z.object({
  MemTotal: z.number(),
  NCPU: z.number(),
  OSType: z.string().default('linux'),
  SecurityOptions: z.array(z.string()).nullish(),
})

/** Why a place was not taken, as far as advice depends on it. */
export type ProbeProblem = 'absent' | 'denied' | 'unsupported' | 'broken'

export type ProbeResult = { engine: FoundEngine } | { problem: ProbeProblem; error: string }

/** Asks the engine at one place who it is. Never throws. */
export async function probe(candidate: Candidate): Promise<ProbeResult> {
  const { connect } = candidate
  if ('unsupported' in connect) return { problem: 'unsupported', error: connect.unsupported }
  try {
    // Without explicit values the client would read DOCKER_HOST again.
    const docker = new Docker({ host: undefined, port: undefined, protocol: 'http', ...connect })
    const [version, info] = await withTimeout(Promise.all([docker.version(), docker.info()]))
    return judge(docker, candidate, versionSchema.parse(version), infoSchema.parse(info))
  } catch (error) {
    return { problem: problemOf(error), error: describe(error) }
  }
}

function judge(
  docker: Docker,
  candidate: Candidate,
  version: z.infer<typeof versionSchema>,
  info: z.infer<typeof infoSchema>,
): ProbeResult {
  if (info.OSType !== 'linux') {
    return { problem: 'unsupported', error: 'it runs Windows containers; switch it to Linux containers' }
  }
  if (isOlder(version.ApiVersion, MIN_API_VERSION)) {
    return { problem: 'unsupported', error: `its API version ${version.ApiVersion} is older than ${MIN_API_VERSION}; update it` }
  }
  return {
    engine: {
      docker,
      endpoint: candidate.endpoint,
      name: engineName(version),
      apiVersion: version.ApiVersion,
      rootless: (info.SecurityOptions ?? []).some((option) => option.includes('rootless')),
      memoryBytes: info.MemTotal,
      cpus: info.NCPU,
    },
  }
}

/** `Docker Engine 20.10.24`, without what a distribution appends. */
function engineName(version: z.infer<typeof versionSchema>): string {
  const number = version.Version.replace(/[+~].*$/, '')
  const isPodman = version.Components.some(({ Name }) => /podman/i.test(Name))
  return `${isPodman ? 'Podman' : 'Docker Engine'} ${number}`
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number)
  return major < thanMajor || (major === thanMajor && minor < thanMinor)
}

function problemOf(error: unknown): ProbeProblem {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EACCES' || code === 'EPERM') return 'denied'
  return code === 'ENOENT' ? 'absent' : 'broken'
}

function describe(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is nothing'
    case 'EACCES':
    case 'EPERM':
      return 'permission denied'
    case 'ECONNREFUSED':
      return 'nothing listens there'
    default:
      return engineMessage(error) || 'no answer'
  }
}

function withTimeout<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
