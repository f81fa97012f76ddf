import { run } from './command.mjs'
import { asRoot } from './system.mjs'

const QUIET = ['env', 'DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_MODE=a']

/**
 * Installs Debian packages.
 * @param {string[]} packages
 * @param {object} options
 * @param {'root' | 'sudo' | 'ask'} options.access
 * @param {(state: { message: string }) => void} options.report
 * @param {typeof run} [options.runCommand]
 * @throws {import('./command.mjs').CommandError} when apt-get fails
 */
export async function installPackages(packages, { access, report, runCommand = run }) {
  const apt = (...args) => {
    const [command, ...rest] = asRoot(access, [...QUIET, 'apt-get', ...args])
    return runCommand(command, rest, { foreground: access !== 'root', onLine: (message) => report({ message }) })
  }
  // Package lists that are weeks old name versions that the mirrors no longer hold.
  report({ message: 'reading the package lists' })
  await apt('update')
  await apt('install', '-y', '--no-install-recommends', ...packages)
}
