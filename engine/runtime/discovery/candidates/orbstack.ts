import { posix } from 'node:path'
import { type CandidateSource, socketCandidate } from './candidate.ts'

/** OrbStack (macOS only). */
export const orbstack: CandidateSource = ({ platform, homeDir }) =>
  platform === 'darwin' ? [socketCandidate('OrbStack', posix.join(homeDir, '.orbstack/run/docker.sock'))] : []
