import { useQuery } from '@tanstack/react-query'
import { type AttemptSummary, MILESTONE_NAMES, type Milestones } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { formatClock } from '../shared/format.ts'
import classes from './debrief.module.css'

/** When things were reached, and how that stands to par. A level that is gone leaves par out. */
export function MilestoneTable({ attempt }: { attempt: AttemptSummary }) {
  const engine = useEngine()
  const level = useQuery({
    queryKey: ['level', attempt.levelId],
    queryFn: () => engine.levels.get({ levelId: attempt.levelId }),
  })
  const par = level.data?.parResolvedMs
  return (
    <section className={classes.card} aria-labelledby="milestones-title">
      <h2 id="milestones-title">Milestones</h2>
      <dl className={classes.milestones}>
        {(Object.keys(MILESTONE_NAMES) as (keyof Milestones)[]).map((name) => {
          const atMs = attempt.milestones[name]
          return (
            <div key={name} data-met={atMs !== null}>
              <dt>{MILESTONE_NAMES[name]}</dt>
              <dd className="fd-num">{atMs === null ? 'not reached' : formatClock(atMs)}</dd>
              <dd className={classes.par}>{name === 'resolved' && par !== undefined ? againstPar(atMs, par) : ''}</dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

function againstPar(atMs: number | null, parMs: number): string {
  if (atMs === null) return `par ${formatClock(parMs)}`
  return atMs <= parMs ? `${formatClock(parMs - atMs)} under par` : `${formatClock(atMs - parMs)} over par`
}
