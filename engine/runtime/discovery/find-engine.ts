import { adviceFor, type FailedProbe } from './advice.ts'
import { listCandidates } from './candidates/index.ts'
import { type FoundEngine, NoEngineError, type Surroundings } from './found-engine.ts'
import { probe } from './probe.ts'

/**
 * Finds the container engine to use: the first in the order of preference that answers. Throws NoEngineError with what to
 * do and what was tried.
 */
export async function findEngine(surroundings: Surroundings): Promise<FoundEngine> {
  const candidates = await listCandidates(surroundings)
  const results = candidates.map((candidate) => probe(candidate))
  const failed: FailedProbe[] = []
  for (const [index, candidate] of candidates.entries()) {
    const result = await results[index]
    if (result && 'engine' in result) return result.engine
    if (result) failed.push({ candidate, ...result })
  }
  const tried = failed.map(({ candidate, error }) => ({ endpoint: candidate.endpoint, error }))
  throw new NoEngineError('No container engine answers.', adviceFor(surroundings, failed), tried)
}
