import type { Surroundings } from '../found-engine.ts'
import type { Candidate, CandidateSource } from './candidate.ts'
import { colima } from './colima.ts'
import { defaultSocket } from './default-socket.ts'
import { dockerContext } from './docker-context.ts'
import { dockerDesktop } from './docker-desktop.ts'
import { dockerHost } from './docker-host.ts'
import { orbstack } from './orbstack.ts'
import { podman } from './podman.ts'
import { rancherDesktop } from './rancher-desktop.ts'
import { rootlessDocker } from './rootless-docker.ts'
import { windowsPipe } from './windows-pipe.ts'

/** In the order of preference: what the player chose, the usual places, the alternatives. */
const SOURCES: CandidateSource[] = [
  dockerHost,
  dockerContext,
  defaultSocket,
  dockerDesktop,
  orbstack,
  colima,
  rancherDesktop,
  rootlessDocker,
  podman,
  windowsPipe,
]

/** All places to try, each once. Only the explicit one where the player named one. */
export async function listCandidates(surroundings: Surroundings): Promise<Candidate[]> {
  const all = (await Promise.all(SOURCES.map((source) => source(surroundings)))).flat()
  const explicit = all.find((candidate) => candidate.isExplicit)
  if (explicit) return [explicit]
  const seen = new Set<string>()
  return all.filter(({ endpoint }) => !seen.has(endpoint) && seen.add(endpoint))
}
