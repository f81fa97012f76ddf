import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Level } from '../catalog/index.ts'
import { leavesOf } from '../play/index.ts'
import type { Stack } from '../runtime/index.ts'
import type { Store } from '../store/index.ts'
import { createSession, type TerminalSession } from '../terminal/index.ts'
import type { AttemptLog } from './attempt-log.ts'
import type { ReadyEngine } from './container-engine.ts'
import { ConflictError, NoEngineNowError, NotFoundError } from './errors.ts'
import { instanceShell, type Shell, WORKSTATION, workstationShell } from './shells.ts'
import { TerminalEvidence } from './terminal-evidence.ts'

const MAX_TERMINALS = 24

interface Options {
  attemptId: string
  level: Level
  log: AttemptLog
  store: Store
  folder: string
  now: () => number
  newId: () => string
}

/** The shells of one attempt: opened in its instances, recorded, and watched for evidence. */
export class AttemptTerminals {
  readonly #o: Options
  readonly #sessions = new Map<string, TerminalSession>()
  readonly #evidence: TerminalEvidence
  #stack: { found: ReadyEngine['found']; stack: Stack } | undefined

  constructor(options: Options) {
    this.#o = options
    const held = options.log.events.flatMap((event) =>
      event.type === 'evidence.changed' && event.data.holds ? [event.data.leaf] : [],
    )
    this.#evidence = new TerminalEvidence(leavesOf(options.level.file), new Set(held), (leaf, detail) => {
      options.log.append({ type: 'evidence.changed', data: { leaf, holds: true, detail } })
    })
  }

  /** Opens shells in that stack from now on. Terminals that an earlier run left open in the log are closed there. */
  async openIn(found: ReadyEngine['found'], stack: Stack): Promise<void> {
    await this.closeAll()
    for (const { id } of this.#o.log.state().terminals) this.#o.log.append({ type: 'terminal.closed', data: { terminalId: id } })
    this.#stack = { found, stack }
  }

  /** Opens a shell in an instance, or on the player's own machine under the name of {@link WORKSTATION}. */
  async open(instance: string, size: { cols: number; rows: number }): Promise<TerminalSession> {
    const current = this.#stack
    if (!current) throw new NoEngineNowError()
    if (this.#sessions.size >= MAX_TERMINALS) throw new ConflictError('That is a lot of terminals. Close one first.')
    const session = await this.#createSession(this.#shellOf(current, instance), instance, size)
    this.#sessions.set(session.terminalId, session)
    this.#o.log.append({ type: 'terminal.opened', data: { terminalId: session.terminalId, instance } })
    return session
  }

  get(terminalId: string): TerminalSession | undefined {
    return this.#sessions.get(terminalId)
  }

  /** Ends the shell and its recording. */
  async close(terminalId: string): Promise<void> {
    const session = this.#sessions.get(terminalId)
    if (!session) return
    this.#sessions.delete(terminalId)
    this.#o.log.append({ type: 'terminal.closed', data: { terminalId } })
    await session.close().catch(() => undefined)
    this.#o.store.terminals.finish(terminalId, { closedAt: this.#o.now(), bytes: session.bytes })
  }

  async closeAll(): Promise<void> {
    this.#stack = undefined
    await Promise.all([...this.#sessions.keys()].map((id) => this.close(id)))
  }

  #shellOf({ found, stack }: { found: ReadyEngine['found']; stack: Stack }, instance: string): Shell {
    if (instance === WORKSTATION.name) return workstationShell(stack.gatewayUrl)
    const plan = this.#o.level.plan.instances.find(({ name, role }) => name === instance && role === 'player')
    if (!plan) throw new NotFoundError(`There is no instance ${instance} to open a terminal on.`)
    return instanceShell(found, stack, instance)
  }

  async #createSession(shell: Shell, instance: string, size: { cols: number; rows: number }) {
    const { attemptId, newId, now, folder, store, log } = this.#o
    const terminalId = newId()
    const recordingFolder = path.join(folder, attemptId)
    const recordingFile = path.join(recordingFolder, `${terminalId}.cast`)
    await mkdir(recordingFolder, { recursive: true })
    const session = await createSession({
      terminalId,
      instance,
      ...shell,
      ...size,
      now,
      recordingFile,
      onCommand: (command) => {
        log.append({ type: 'command.ran', data: { terminalId, instance, ...command, command: command.command.slice(0, 4000) } })
        this.#evidence.ran(instance, command.command)
      },
      onText: ({ text, command }) => this.#evidence.saw(instance, text, command),
      onExit: () => void this.close(terminalId),
    })
    store.terminals.create({ id: terminalId, attemptId, instance, openedAt: now(), file: recordingFile })
    return session
  }
}
