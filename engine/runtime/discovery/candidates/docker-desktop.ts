import { posix } from 'node:path'
import { type CandidateSource, socketCandidate } from './candidate.ts'

/** Docker Desktop for the current user. */
export const dockerDesktop: CandidateSource = ({ platform, homeDir }) => {
  if (platform === 'darwin') return [socketCandidate('Docker Desktop', posix.join(homeDir, '.docker/run/docker.sock'))]
  if (platform === 'linux') return [socketCandidate('Docker Desktop', posix.join(homeDir, '.docker/desktop/docker.sock'))]
  return []
}
