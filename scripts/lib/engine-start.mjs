import { existsSync } from 'node:fs'
import { findProgram, isDebianLike } from './system.mjs'

/**
 * @typedef {object} Starter
 * @property {string} label
 * @property {string[]} command
 * @property {boolean} asRoot
 * @property {boolean} [staysUp] the command is the engine itself: it is left running with its output in a log
 * @property {number} waitMs how long the engine may take to answer
 */

/**
 * The ways to start an engine that is installed but doesn't answer, in the order in which they are tried.
 * @returns {Starter[]} none where no engine is installed
 */
export function engineStarters(system, { find = findProgram, exists = existsSync } = {}) {
  if (system.platform === 'darwin') return macStarters(find, exists)
  if (system.platform === 'win32') return windowsStarters(exists)
  const starters = []
  if (find('dockerd')) {
    const service = (...command) => starters.push({ label: 'Docker', command, asRoot: true, waitMs: 20_000 })
    if (system.systemd) service('systemctl', 'start', 'docker')
    else {
      if (exists('/etc/init.d/docker')) service('service', 'docker', 'start')
      starters.push({ label: 'Docker', command: ['dockerd'], asRoot: true, staysUp: true, waitMs: 40_000 })
    }
  }
  if (system.systemd && find('podman')) {
    starters.push({ label: 'Podman', command: ['systemctl', '--user', 'start', 'podman.socket'], asRoot: false, waitMs: 10_000 })
  }
  return starters
}

function macStarters(find, exists) {
  const app = (name) => ({ label: name, command: ['open', '-g', '-a', name], asRoot: false, waitMs: 90_000 })
  const starters = []
  if (exists('/Applications/OrbStack.app')) starters.push(app('OrbStack'))
  if (exists('/Applications/Docker.app')) starters.push({ ...app('Docker'), label: 'Docker Desktop' })
  if (find('colima')) starters.push({ label: 'Colima', command: ['colima', 'start'], asRoot: false, waitMs: 180_000 })
  return starters
}

function windowsStarters(exists) {
  const program = 'C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe'
  if (!exists(program)) return []
  return [{ label: 'Docker Desktop', command: [program], asRoot: false, staysUp: true, waitMs: 120_000 }]
}

/**
 * What to do where no engine can be installed for the player.
 * @returns {string} one exact instruction for this system
 */
export function installAdvice(system) {
  if (system.platform === 'darwin') {
    return 'Install Docker Desktop (https://docs.docker.com/desktop/setup/install/mac-install/), OrbStack, or with Homebrew:\n  brew install colima docker && colima start'
  }
  if (system.platform === 'win32') {
    return 'Install Docker Desktop with its WSL 2 engine, and start it:\n  winget install Docker.DockerDesktop'
  }
  const own = (command) =>
    `Install it, start it and let your user reach it:\n  ${command}\n  sudo usermod -aG docker "$USER"   # then log out and in`
  if (isDebianLike(system)) return own('sudo apt-get install docker.io')
  if (system.distro.includes('fedora') || system.distro.includes('rhel')) {
    return 'Install Podman and start its socket:\n  sudo dnf install podman podman-docker && systemctl --user enable --now podman.socket'
  }
  if (system.distro.includes('arch')) return own('sudo pacman -S docker && sudo systemctl enable --now docker')
  if (system.distro.some((id) => id.includes('suse')))
    return own('sudo zypper install docker && sudo systemctl enable --now docker')
  if (system.distro.includes('alpine')) return own('apk add docker && rc-update add docker && service docker start')
  return 'Install Docker Engine: https://docs.docker.com/engine/install/'
}
