import { posix } from 'node:path'
import { type CandidateSource, socketCandidate } from './candidate.ts'

/** Podman's Docker-compatible socket: the user's, the system's, or that of its virtual machine on macOS. */
export const podman: CandidateSource = ({ env, platform, homeDir, uid }) => {
  const machine = posix.join(homeDir, '.local/share/containers/podman/machine')
  if (platform === 'darwin') {
    const paths = [`${machine}/podman.sock`, `${machine}/qemu/podman.sock`]
    return paths.map((path) => socketCandidate('Podman', path))
  }
  if (platform !== 'linux') return []
  const runtimeDir = env.XDG_RUNTIME_DIR || `/run/user/${uid}`
  const paths = [posix.join(runtimeDir, 'podman/podman.sock'), '/run/podman/podman.sock']
  return paths.map((path) => socketCandidate('Podman', path))
}
