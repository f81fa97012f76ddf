import type { DockerOptions } from 'dockerode'
import type { Surroundings } from '../found-engine.ts'

/** A place where an engine may be listening. */
export interface Candidate {
  /** As people write it: `unix:///run/podman/podman.sock`, `npipe:////./pipe/docker_engine`, `tcp://localhost:2375`. */
  endpoint: string
  /** What names it, such as `DOCKER_HOST` or `Colima`. */
  source: string
  /** How to connect, or why that is not possible. */
  connect: DockerOptions | { unsupported: string }
  /** The player named it: nothing else is tried when it does not answer. */
  isExplicit?: boolean
}

/** Finds the places of one product. Never throws for what is missing or broken on the player's machine. */
export type CandidateSource = (surroundings: Surroundings) => Candidate[] | Promise<Candidate[]>

/** A Unix socket by its absolute path. */
export function socketCandidate(source: string, path: string): Candidate {
  return { endpoint: `unix://${path}`, source, connect: { socketPath: path } }
}
