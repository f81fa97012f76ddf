import { Button, Skeleton, Stack } from '@mantine/core'
import { IconFlame } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import type { AttemptSummary } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { formatWhen, MODES } from '../shared/format.ts'
import { Problem } from '../shared/problem.tsx'
import { useActions } from '../shell/actions.tsx'
import { EngineStrip } from './engine-strip.tsx'
import { History } from './history.tsx'
import classes from './home.module.css'
import { LevelList, ProblemList } from './level-list.tsx'

function ResumeBanner({ attempt }: { attempt: AttemptSummary }) {
  return (
    <section className={classes.resume} aria-label="Open attempt">
      <IconFlame aria-hidden color="var(--fd-ember)" />
      <div style={{ flex: 1 }}>
        <strong>{attempt.levelTitle}</strong> is still open
        <div style={{ color: 'var(--fd-dim)', fontSize: 13 }}>
          {MODES[attempt.mode].name}, started {formatWhen(attempt.createdAt)}
        </div>
      </div>
      <Button component={Link} to={`/attempts/${attempt.id}`} color="ember">
        Resume
      </Button>
    </section>
  )
}

function useHomeData() {
  const engine = useEngine()
  const levels = useQuery({ queryKey: ['levels'], queryFn: () => engine.levels.list() })
  const attempts = useQuery({ queryKey: ['attempts'], queryFn: () => engine.attempts.list() })
  return { levels, attempts }
}

export function Home() {
  const [, navigate] = useLocation()
  const { levels, attempts } = useHomeData()
  const open = attempts.data?.find((attempt) => attempt.phase !== 'ended')
  useActions([
    ...(open
      ? [{ id: 'resume', label: `Resume ${open.levelTitle}`, group: 'Drills', run: () => navigate(`/attempts/${open.id}`) }]
      : []),
    ...(levels.data?.levels ?? []).map((level) => ({
      id: `level-${level.id}`,
      label: `Open drill: ${level.title}`,
      group: 'Drills',
      run: () => navigate(`/levels/${level.id}`),
    })),
  ])
  useEffect(() => {
    document.title = 'Firedrill'
  }, [])
  return (
    <>
      <h1 className="fd-visually-hidden">Drills</h1>
      <EngineStrip />
      {open ? <ResumeBanner attempt={open} /> : null}
      <div className={classes.columns}>
        <section aria-labelledby="levels-title">
          <div className={classes.sectionHead}>
            <h2 id="levels-title">Drills</h2>
          </div>
          {levels.isPending ? <RowsSkeleton /> : null}
          {levels.isError ? (
            <Problem title="The drills could not be listed" error={levels.error} onRetry={() => void levels.refetch()} />
          ) : null}
          {levels.data ? <LevelList levels={levels.data.levels} /> : null}
          {levels.data ? <ProblemList problems={levels.data.problems} /> : null}
        </section>
        <section aria-labelledby="history-title">
          <div className={classes.sectionHead}>
            <h2 id="history-title">Your attempts</h2>
          </div>
          {attempts.isPending ? <RowsSkeleton /> : null}
          {attempts.isError ? (
            <Problem title="Your attempts could not be listed" error={attempts.error} onRetry={() => void attempts.refetch()} />
          ) : null}
          {attempts.data ? <History attempts={attempts.data} /> : null}
        </section>
      </div>
    </>
  )
}

function RowsSkeleton() {
  return (
    <Stack gap={8} role="status" aria-label="Loading">
      <Skeleton height={62} />
      <Skeleton height={62} />
    </Stack>
  )
}
