import { posix } from 'node:path'
import { type CandidateSource, socketCandidate } from './candidate.ts'

/** Colima's default profile, in its old and its new place. */
export const colima: CandidateSource = ({ env, platform, homeDir }) => {
  if (platform === 'win32') return []
  const folders = [
    env.COLIMA_HOME,
    posix.join(homeDir, '.colima'),
    posix.join(env.XDG_CONFIG_HOME || `${homeDir}/.config`, 'colima'),
  ]
  return folders.flatMap((folder) => (folder ? [socketCandidate('Colima', posix.join(folder, 'default/docker.sock'))] : []))
}
