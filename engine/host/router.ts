import { implement, ORPCError } from '@orpc/server'
import { LevelError } from '../catalog/index.ts'
import { type AttemptSummary, contract, durationMs, type LevelCard } from '../contract/index.ts'
import { doctor } from './doctor.ts'
import { ConflictError, NoEngineNowError, NotFoundError } from './errors.ts'
import type { Host } from './host.ts'

type Entry = Awaited<ReturnType<Host['catalog']>>['levels'][number]

/** The contract, answered by the host. One line a procedure; the work is elsewhere. */
export function createRouter(host: Host) {
  const { attempts, store, engine, options } = host
  const os = implement(contract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw toContractError(error)
    }
  })
  return os.router({
    app: {
      info: os.app.info.handler(() => ({ version: options.version, dataFolder: options.dataFolder, door: options.door })),
      watchEngine: os.app.watchEngine.handler(({ signal }) => engine.status.watch(signal)),
      doctor: os.app.doctor.handler(() => doctor(host)),
      retryEngine: os.app.retryEngine.handler(() => void engine.prepare().then(() => attempts.recover())),
    },
    settings: {
      get: os.settings.get.handler(() => store.settings.get()),
      set: os.settings.set.handler(({ input }) => store.settings.set(definedOnly(input))),
    },
    levels: {
      list: os.levels.list.handler(async () => {
        const { levels, problems } = await host.catalog()
        const history = attempts.list()
        return { levels: levels.map((entry) => card(entry, history)), problems }
      }),
      get: os.levels.get.handler(async ({ input }) => {
        const entry = (await host.catalog()).levels.find(({ id }) => id === input.levelId)
        if (!entry) throw new NotFoundError(`There is no level ${input.levelId}.`)
        const { briefing, page, objectives, hints } = entry.file
        return { ...card(entry, attempts.list()), briefing, page, objectivesCount: objectives.length, hintsCount: hints.length }
      }),
    },
    attempts: {
      list: os.attempts.list.handler(() => attempts.list()),
      start: os.attempts.start.handler(async ({ input }) => ({
        attemptId: (await attempts.start(input.levelId, input.mode, input.seed)).id,
      })),
      watch: os.attempts.watch.handler(({ input, signal }) => attempts.live(input.attemptId).log.view.watch(signal)),
      acknowledge: os.attempts.acknowledge.handler(({ input }) => attempts.live(input.attemptId).acknowledge()),
      takeHint: os.attempts.takeHint.handler(({ input }) => ({ text: attempts.live(input.attemptId).takeHint(input.hintId) })),
      commitDiagnosis: os.attempts.commitDiagnosis.handler(({ input }) => ({
        right: attempts.live(input.attemptId).commitDiagnosis(input),
      })),
      postStatus: os.attempts.postStatus.handler(({ input: { attemptId, state, text } }) =>
        attempts.live(attemptId).postStatus({ state, text }),
      ),
      resolve: os.attempts.resolve.handler(async ({ input }) => ({ failed: await attempts.live(input.attemptId).resolve() })),
      rebuild: os.attempts.rebuild.handler(({ input }) => attempts.live(input.attemptId).rebuild()),
      leave: os.attempts.leave.handler(({ input }) => attempts.leave(input.attemptId)),
      debrief: os.attempts.debrief.handler(({ input }) => attempts.debrief(input.attemptId)),
    },
    terminals: {
      open: os.terminals.open.handler(async ({ input: { attemptId, instance, cols, rows } }) => ({
        terminalId: (await attempts.live(attemptId).terminals.open(instance, { cols, rows })).terminalId,
      })),
      close: os.terminals.close.handler(({ input }) => attempts.closeTerminal(input.terminalId)),
      recording: os.terminals.recording.handler(async ({ input }) => ({ cast: await attempts.recording(input.terminalId) })),
    },
  })
}

export type Router = ReturnType<typeof createRouter>

function card({ file, instances }: Entry, history: readonly AttemptSummary[]): LevelCard {
  const { id, title, summary, severity, difficulty, tags } = file
  const own = history.filter((attempt) => attempt.levelId === id)
  const best = own.filter((attempt) => attempt.score !== null).sort((a, b) => (b.score ?? 0) - (a.score ?? 0))[0]
  const shown = instances.filter(({ role }) => role === 'player').map(({ name, title: label }) => ({ name, title: label }))
  return {
    ...{ id, title, summary, severity, difficulty, tags },
    parResolvedMs: durationMs(file.par.resolved),
    instances: shown,
    attempts: own.length,
    bestScore: best?.score ?? null,
    bestMax: best?.max ?? null,
  }
}

function toContractError(error: unknown): unknown {
  if (error instanceof NotFoundError) return new ORPCError('NOT_FOUND', { defined: true, message: error.message })
  if (error instanceof ConflictError) return new ORPCError('CONFLICT', { defined: true, message: error.message })
  if (error instanceof NoEngineNowError) return new ORPCError('NO_ENGINE', { defined: true, message: error.message })
  if (error instanceof LevelError) {
    return new ORPCError('LEVEL_INVALID', { defined: true, message: error.message, data: { problems: error.problems } })
  }
  if (error instanceof ORPCError) return error
  // Whatever else went wrong: the person gets its message, not "Internal Server Error".
  return new ORPCError('INTERNAL_SERVER_ERROR', { message: error instanceof Error ? error.message : String(error), cause: error })
}

function definedOnly<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never
}
