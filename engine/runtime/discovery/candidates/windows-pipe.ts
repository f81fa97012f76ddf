import type { CandidateSource } from './candidate.ts'

const PIPES = [
  { source: 'Docker Desktop', pipe: '//./pipe/docker_engine' },
  { source: 'Docker Desktop', pipe: '//./pipe/dockerDesktopLinuxEngine' },
  { source: 'Podman', pipe: '//./pipe/podman-machine-default' },
]

/** The named pipes of Docker Desktop, Rancher Desktop (which takes the first) and Podman on Windows. */
export const windowsPipe: CandidateSource = ({ platform }) =>
  platform === 'win32'
    ? PIPES.map(({ source, pipe }) => ({ source, endpoint: `npipe://${pipe}`, connect: { socketPath: pipe } }))
    : []
