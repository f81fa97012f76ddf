import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { LevelDetail } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { Markdown } from '../shared/markdown.tsx'
import { Problem } from '../shared/problem.tsx'
import { Severity } from '../shared/severity.tsx'
import { ScreenSkeleton } from '../shell/screen-skeleton.tsx'
import classes from './level.module.css'
import { StartPanel } from './start-panel.tsx'

/** The briefing of one level, and the way to start it. */
export default function LevelScreen({ levelId }: { levelId: string }) {
  const engine = useEngine()
  const level = useQuery({ queryKey: ['level', levelId], queryFn: () => engine.levels.get({ levelId }) })
  if (level.isPending) return <ScreenSkeleton />
  if (level.isError)
    return <Problem title="This drill cannot be shown" error={level.error} onRetry={() => void level.refetch()} />
  return <LevelPage level={level.data} />
}

function LevelPage({ level }: { level: LevelDetail }) {
  useEffect(() => {
    document.title = `${level.title} · Firedrill`
  }, [level.title])
  return (
    <>
      <div className={classes.head}>
        <h1>{level.title}</h1>
        <Severity severity={level.severity} />
      </div>
      <p className={classes.summary}>{level.summary}</p>
      <div className={classes.columns}>
        <section className={classes.briefing} aria-label="Briefing">
          <Markdown text={level.briefing} />
        </section>
        <StartPanel level={level} />
      </div>
    </>
  )
}
