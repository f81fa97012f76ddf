import { posix } from 'node:path'
import { type CandidateSource, socketCandidate } from './candidate.ts'

/** Rootless Docker of the current user. */
export const rootlessDocker: CandidateSource = ({ env, platform, homeDir, uid }) => {
  if (platform !== 'linux') return []
  const runtimeDir = env.XDG_RUNTIME_DIR || `/run/user/${uid}`
  return [posix.join(runtimeDir, 'docker.sock'), posix.join(homeDir, '.docker/run/docker.sock')].map((path) =>
    socketCandidate('rootless Docker', path),
  )
}
