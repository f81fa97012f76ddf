import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { installPackages } from '../lib/apt.mjs'
import { confirm } from '../lib/ask.mjs'
import { run, succeeds } from '../lib/command.mjs'
import { findEngine, ping } from '../lib/docker-api.mjs'
import { candidateEndpoints } from '../lib/docker-endpoints.mjs'
import { engineStarters, installAdvice } from '../lib/engine-start.mjs'
import { readJson } from '../lib/stamp.mjs'
import { asRoot, findProgram, isDebianLike, rootAccess } from '../lib/system.mjs'

const DEFAULT_SOCKET = { label: 'Docker', socketPath: '/var/run/docker.sock' }
const LOG_TAIL_LINES = 8

/** A container engine that answers. Puts its address into `context.endpoint`. */
export function engineStep(context) {
  let denied = []
  const search = async () => {
    const found = await findEngine(candidateEndpoints(machine()))
    context.endpoint = found.endpoint
    denied = found.denied ?? []
    return found.endpoint !== undefined
  }
  return {
    id: 'engine',
    name: 'Container engine',
    needed: async () => !(await search()),
    run: async (progress) => {
      if (process.env.DOCKER_HOST) {
        throw new Error(
          'No container engine answers at DOCKER_HOST. Start it, or unset DOCKER_HOST to let Firedrill look for one.',
        )
      }
      const access = await rootAccess(context.system, context)
      if (denied.length === 0) await installAndStart(context, access, progress, search)
      if (denied.length > 0) await letUserIn(denied[0], access, progress, search)
      if (!context.endpoint) throw new Error(`No container engine answers.\n${installAdvice(context.system)}`)
      return context.endpoint.label
    },
  }
}

/** This machine, as the search for an engine sees it. */
export function machine() {
  return { platform: process.platform, env: process.env, home: homedir(), uid: process.getuid?.(), readJson }
}

async function installAndStart(context, access, progress, search) {
  const { system } = context
  const installed = engineStarters(system).length > 0
  if (!installed) {
    if (!isDebianLike(system) || access === 'none') throw new Error(`There is no container engine yet.\n${installAdvice(system)}`)
    progress.pause()
    const question =
      'Firedrill runs its incidents in containers, and there is no container engine yet. Install docker.io with apt-get?'
    if (!(await confirm(question))) throw new Error(`No container engine was installed.\n${installAdvice(system)}`)
    await installPackages(await dockerPackages(system), { access, report: progress.update })
  }
  let reason
  for (const starter of engineStarters(system)) {
    if (starter.asRoot && access === 'none') {
      reason = `${starter.label} is installed but not running. Start it: sudo ${starter.command.join(' ')}`
      continue
    }
    progress.update({ message: `starting ${starter.label}` })
    reason = await startEngine(starter, access, context.cache)
    if (!reason) reason = await waitForEngine(starter, search)
    if (!reason) return
  }
  throw new Error(reason)
}

/** docker.io with what it needs here: it only recommends what a machine without AppArmor or with systemd can do without. */
async function dockerPackages(system) {
  const packages = ['docker.io', 'iptables', 'ca-certificates']
  // Newer releases have the command line in a package of its own.
  if (await succeeds('apt-cache', ['show', 'docker-cli'])) packages.push('docker-cli')
  if (hasAppArmor()) packages.push('apparmor')
  if (!system.systemd && (await succeeds('apt-cache', ['show', 'cgroupfs-mount']))) packages.push('cgroupfs-mount')
  return packages
}

function hasAppArmor() {
  try {
    return readFileSync('/sys/module/apparmor/parameters/enabled', 'utf8').startsWith('Y')
  } catch {
    return false
  }
}

/** @returns {Promise<string | undefined>} why it didn't start */
async function startEngine(starter, access, cache) {
  const [command, ...args] = starter.asRoot ? asRoot(access, starter.command) : starter.command
  if (starter.staysUp) {
    mkdirSync(cache, { recursive: true })
    const log = openSync(join(cache, 'engine.log'), 'w')
    spawn(command, args, { detached: true, stdio: ['ignore', log, log] })
      .on('error', () => {})
      .unref()
    closeSync(log)
    starter.logFile = join(cache, 'engine.log')
    return undefined
  }
  try {
    await run(command, args, { foreground: access === 'ask', timeoutMs: starter.waitMs })
    return undefined
  } catch (error) {
    return error.message
  }
}

/** @returns {Promise<string | undefined>} why it doesn't answer */
async function waitForEngine(starter, search) {
  const until = Date.now() + starter.waitMs
  while (Date.now() < until) {
    if ((await search()) || (await ping(DEFAULT_SOCKET)) === 'denied') return undefined
    await sleep(300)
  }
  const tail = starter.logFile
    ? `\n${readFileSync(starter.logFile, 'utf8').trim().split('\n').slice(-LOG_TAIL_LINES).join('\n')}`
    : ''
  return `${starter.label} was started but does not answer.${tail}`
}

/** The engine runs, but its socket is not for this user: add them to the docker group, which counts from the next log-in. */
async function letUserIn(endpoint, access, progress, search) {
  const user = userInfo().username
  const byHand = `sudo usermod -aG docker ${user}   # then log out and in`
  const problem = `The container engine runs, but ${user} may not use ${endpoint.socketPath}.`
  if (access === 'none' || !findProgram('usermod')) throw new Error(`${problem}\n  ${byHand}`)
  progress.pause()
  // Whoever is in that group can become root through the engine, so this is asked where there is somebody to ask.
  if (!(await confirm(`${problem} Add ${user} to the docker group?`))) throw new Error(`${problem}\n  ${byHand}`)
  const commands = [
    ['usermod', '-aG', 'docker', user],
    // For this session, until the log-in that makes the group count.
    ['chown', String(process.getuid()), endpoint.socketPath],
  ]
  for (const command of commands) {
    const [program, ...args] = asRoot(access, command)
    await run(program, args, { foreground: true })
  }
  await search()
}
