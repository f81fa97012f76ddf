import { type CandidateSource, socketCandidate } from './candidate.ts'

/** Docker Engine as packages install it; Docker Desktop and OrbStack link it there when they may. */
export const defaultSocket: CandidateSource = ({ platform }) =>
  platform === 'win32' ? [] : [socketCandidate('Docker Engine', '/var/run/docker.sock')]
