import { describe, expect, it } from 'vitest'
import { engineStarters, installAdvice } from './engine-start.mjs'
import { missingTools, toolsAdvice } from './native-build.mjs'
import { asRoot, distroIds, isDebianLike } from './system.mjs'

const linux = (...distro) => ({ platform: 'linux', distro, isRoot: false, systemd: false })
const only = (...programs) => ({
  find: (name) => (programs.includes(name) ? `/usr/bin/${name}` : undefined),
  exists: () => false,
})

describe('the system', () => {
  it('is told by os-release', () => {
    expect(distroIds('NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n')).toEqual(['linuxmint', 'ubuntu', 'debian'])
    expect(distroIds('')).toEqual([])
    expect(isDebianLike(linux('linuxmint', 'ubuntu'))).toBe(true)
    expect(isDebianLike(linux('fedora'))).toBe(false)
    expect(isDebianLike({ platform: 'darwin', distro: [] })).toBe(false)
  })

  it('runs things as root without asking, unless it must', () => {
    expect(asRoot('root', ['id'])).toEqual(['id'])
    expect(asRoot('sudo', ['id'])).toEqual(['sudo', '-n', 'id'])
    expect(asRoot('ask', ['id'])).toEqual(['sudo', 'id'])
  })
})

describe('engineStarters', () => {
  const commands = (system, machine) => engineStarters(system, machine).map(({ command }) => command.join(' '))

  it('has none where no engine is installed', () => {
    expect(commands(linux('debian'), only())).toEqual([])
    expect(commands({ platform: 'win32', distro: [] }, only())).toEqual([])
  })

  it('asks systemd where it runs, else the service, else the engine itself', () => {
    expect(commands({ ...linux('debian'), systemd: true }, only('dockerd'))).toEqual(['systemctl start docker'])
    expect(commands(linux('debian'), { ...only('dockerd'), exists: () => true })).toEqual(['service docker start', 'dockerd'])
    expect(commands(linux('debian'), only('dockerd'))).toEqual(['dockerd'])
  })

  it('knows the engines of macOS', () => {
    const machine = { ...only('colima'), exists: (file) => file.includes('Docker.app') }
    expect(commands({ platform: 'darwin', distro: [] }, machine)).toEqual(['open -g -a Docker', 'colima start'])
  })
})

describe('advice', () => {
  it.each([
    [{ platform: 'darwin', distro: [] }, 'brew install colima'],
    [{ platform: 'win32', distro: [] }, 'winget install'],
    [linux('ubuntu', 'debian'), 'apt-get install docker.io'],
    [linux('fedora'), 'dnf install podman'],
    [linux('manjaro', 'arch'), 'pacman -S docker'],
    [linux('opensuse-leap', 'suse'), 'zypper install docker'],
    [linux('alpine'), 'apk add docker'],
    [linux('gentoo'), 'https://docs.docker.com'],
  ])('for %o says %s', (system, text) => expect(installAdvice(system)).toContain(text))

  it('names the compiler tools that are missing, on Linux only', () => {
    expect(missingTools(linux('debian'), (name) => name === 'make')).toEqual(['python3', 'g++'])
    expect(missingTools({ platform: 'darwin', distro: [] }, () => undefined)).toEqual([])
    expect(toolsAdvice(linux('fedora'), ['g++'])).toContain('gcc-c++')
    expect(toolsAdvice(linux('debian'), ['g++'])).toContain('apt-get install g++')
  })
})
