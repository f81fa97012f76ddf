import type { Candidate } from './candidates/candidate.ts'
import type { Surroundings } from './found-engine.ts'
import type { ProbeProblem } from './probe.ts'

export interface FailedProbe {
  candidate: Candidate
  problem: ProbeProblem
  error: string
}

/** Says exactly what to do on this system when no engine answers. */
export function adviceFor(surroundings: Surroundings, failed: readonly FailedProbe[]): string {
  const explicit = failed.find(({ candidate }) => candidate.isExplicit)
  if (explicit) return explicitAdvice(explicit)
  if (failed.some(({ problem }) => problem === 'denied')) return deniedAdvice(surroundings)
  const installed = failed.find(({ problem }) => problem === 'broken' || problem === 'unsupported')
  if (installed)
    return `${startAdvice(surroundings)} ${installed.candidate.source} was found but can't be used: ${installed.error}.`
  return installAdvice(surroundings)
}

function explicitAdvice({ candidate, error }: FailedProbe): string {
  const variable = candidate.source === 'DOCKER_HOST' ? 'DOCKER_HOST' : 'DOCKER_CONTEXT'
  return (
    `${variable} names ${candidate.endpoint}, but it can't be used: ${error}. ` +
    `Start that engine, or unset ${variable} to let Firedrill look for another one.`
  )
}

function deniedAdvice({ platform }: Surroundings): string {
  if (platform !== 'linux') return 'Your user may not use the container engine. Start it as this user, then try again.'
  return (
    'A container engine runs, but your user may not use it. Add yourself to its group with `sudo usermod -aG docker $USER`, ' +
    'log out and in again (or run `newgrp docker` and start Firedrill from that shell). Members of that group have root rights ' +
    'on this machine; rootless Docker (`dockerd-rootless-setuptool.sh install`) needs no group.'
  )
}

function startAdvice({ platform }: Surroundings): string {
  if (platform === 'linux') {
    return 'Start the engine: `sudo systemctl start docker` (or `sudo service docker start`; for Podman `systemctl --user start podman.socket`).'
  }
  if (platform === 'darwin')
    return 'Start Docker Desktop or OrbStack from Applications, or run `colima start`, and wait until it is up.'
  return 'Start Docker Desktop from the Start menu and wait until it says that the engine runs.'
}

function installAdvice({ platform }: Surroundings): string {
  if (platform === 'darwin') {
    return 'Install a container engine and start it: Docker Desktop, OrbStack, or `brew install colima docker && colima start`.'
  }
  if (platform === 'win32') {
    return 'Install Docker Desktop with its WSL 2 engine (`winget install Docker.DockerDesktop`), start it, and keep it on Linux containers.'
  }
  return (
    'Install Docker and start it: on Debian and Ubuntu `sudo apt install docker.io`, on Fedora `sudo dnf install moby-engine && ' +
    'sudo systemctl enable --now docker`, on Arch `sudo pacman -S docker && sudo systemctl enable --now docker`; then ' +
    '`sudo usermod -aG docker $USER` and log in again. With Podman: `systemctl --user enable --now podman.socket`.'
  )
}
