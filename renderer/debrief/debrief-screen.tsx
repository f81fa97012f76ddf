import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Debrief } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { formatWhen, MODES, outcomeOf } from '../shared/format.ts'
import { Problem } from '../shared/problem.tsx'
import { Severity } from '../shared/severity.tsx'
import { ScreenSkeleton } from '../shell/screen-skeleton.tsx'
import { AnswerSection } from './answer-section.tsx'
import { CustomersChart } from './customers-chart.tsx'
import classes from './debrief.module.css'
import { DebriefButtons } from './debrief-buttons.tsx'
import { MilestoneTable } from './milestone-table.tsx'
import { Replays } from './replays.tsx'
import { ScoreTable } from './score-table.tsx'
import { Timeline } from './timeline.tsx'

/** What happened, what it was worth and why. Everything comes from the attempt's log, so it needs no container engine. */
export default function DebriefScreen({ attemptId }: { attemptId: string }) {
  const engine = useEngine()
  const debrief = useQuery({
    queryKey: ['debrief', attemptId],
    queryFn: () => engine.attempts.debrief({ attemptId }),
    staleTime: 0,
  })
  if (debrief.isPending) return <ScreenSkeleton />
  if (debrief.isError) {
    return <Problem title="This debrief cannot be shown" error={debrief.error} onRetry={() => void debrief.refetch()} />
  }
  return <DebriefPage debrief={debrief.data} />
}

function DebriefPage({ debrief }: { debrief: Debrief }) {
  const { attempt } = debrief
  useEffect(() => {
    document.title = `Debrief: ${attempt.levelTitle} · Firedrill`
  }, [attempt.levelTitle])
  return (
    <>
      <Head debrief={debrief} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <ScoreTable sheet={debrief.sheet} />
          <Timeline entries={debrief.timeline} />
        </div>
        <div className={classes.column}>
          <MilestoneTable attempt={attempt} />
          <CustomersChart traffic={debrief.traffic} resolvedMs={attempt.milestones.resolved} />
          <AnswerSection debrief={debrief} />
        </div>
      </div>
      <Replays terminals={debrief.terminals} />
    </>
  )
}

function Head({ debrief }: { debrief: Debrief }) {
  const { attempt, sheet } = debrief
  return (
    <header className={classes.head}>
      <div>
        <div className={classes.title}>
          <h1>{attempt.levelTitle}</h1>
          <Severity severity={debrief.severity} />
        </div>
        <p className={classes.sub}>
          {outcomeOf(attempt)} · {MODES[attempt.mode].name} · {formatWhen(attempt.createdAt)}
        </p>
        <DebriefButtons attempt={attempt} />
      </div>
      <div className={classes.score}>
        <span className="fd-label">Score</span>
        <div>
          <span className={`fd-num ${classes.total}`} data-testid="score-total">
            {Math.round(sheet.total)}
          </span>{' '}
          <span className="fd-num">/ {Math.round(sheet.max)}</span>
        </div>
      </div>
    </header>
  )
}
