import type { CandidateSource } from './candidate.ts'
import { endpointCandidate } from './endpoint.ts'

/** DOCKER_HOST, as the docker command understands it. Who sets it wants that engine and no other. */
export const dockerHost: CandidateSource = async ({ env }) => {
  const endpoint = env.DOCKER_HOST?.trim()
  if (!endpoint) return []
  const tls = { enabled: Boolean(env.DOCKER_TLS_VERIFY), certFolder: env.DOCKER_CERT_PATH }
  return [{ ...(await endpointCandidate('DOCKER_HOST', endpoint, tls)), isExplicit: true }]
}
