import { posix } from 'node:path'
import { type CandidateSource, socketCandidate } from './candidate.ts'

/** Rancher Desktop with its dockerd (moby) engine. */
export const rancherDesktop: CandidateSource = ({ platform, homeDir }) =>
  platform === 'win32' ? [] : [socketCandidate('Rancher Desktop', posix.join(homeDir, '.rd/docker.sock'))]
