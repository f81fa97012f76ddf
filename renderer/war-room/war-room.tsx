import { Button } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { AttemptView } from '../../engine/contract/index.ts'
import { useDoor, useEngine, useFollow } from '../door/door-context.tsx'
import { Problem } from '../shared/problem.tsx'
import { ScreenSkeleton } from '../shell/screen-skeleton.tsx'
import { dropRegistry, registryOf } from '../terminal/terminal-registry.ts'
import { BootScreen } from './boot-screen.tsx'
import { Dialogs } from './dialogs.tsx'
import { EnvironmentNotice } from './environment-notice.tsx'
import { forgetLayout } from './layout-store.ts'
import { PageOverlay } from './page-overlay.tsx'
import { SidePanel } from './side-panel.tsx'
import { Terminals } from './terminals.tsx'
import { TopBar } from './top-bar.tsx'
import { useObjectiveNews } from './use-objective-news.ts'
import { useWarRoomActions } from './use-war-room-actions.ts'
import classes from './war-room.module.css'
import { useAttemptCommands, type WarRoomDialog, WarRoomProvider } from './war-room-context.tsx'

/** The whole of a running attempt, as the engine tells it. */
export default function WarRoom({ attemptId }: { attemptId: string }) {
  const engine = useEngine()
  const { value: view, error } = useFollow(attemptId, (signal) => engine.attempts.watch({ attemptId }, { signal }))
  const isOver = view?.phase === 'ended' || isNotRunning(error)
  useLeaveWhenOver(attemptId, isOver, view !== undefined && view.page === null)
  if (error && !isOver) return <Failed error={error} />
  if (!view || isOver) return <ScreenSkeleton />
  return <Room view={view} />
}

/** The engine knows no such running attempt: it has ended, here or in another window. Its debrief tells the rest. */
function isNotRunning(error: Error | undefined): boolean {
  return error instanceof ORPCError && error.code === 'NOT_FOUND'
}

/** Goes to the debrief, or home where the page never went out and there is nothing to tell. */
function useLeaveWhenOver(attemptId: string, isOver: boolean, wasNeverPaged: boolean): void {
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  useEffect(() => {
    if (!isOver) return
    dropRegistry(attemptId)
    forgetLayout(attemptId)
    void queries.invalidateQueries()
    navigate(wasNeverPaged ? '/' : `/attempts/${attemptId}/debrief`, { replace: true })
  }, [attemptId, isOver, wasNeverPaged, navigate, queries])
}

function Failed({ error }: { error: Error }) {
  return (
    <div className={classes.missing}>
      <Problem title="This attempt cannot be shown" error={error} />
      <Button component={Link} to="/" mt="md">
        Home
      </Button>
    </div>
  )
}

function Room({ view }: { view: AttemptView }) {
  const door = useDoor()
  const commands = useAttemptCommands(view.id)
  const [dialog, setDialog] = useState<WarRoomDialog | null>(null)
  const openDialog = (next: WarRoomDialog) => {
    // What an earlier dialog was told is not this one's answer.
    for (const command of [commands.commitDiagnosis, commands.postStatus, commands.resolve]) command.reset()
    setDialog(next)
  }
  const isBooting = view.phase === 'booting' || (view.phase === 'failed' && !view.page)
  useEffect(() => {
    document.title = `${view.level.title} · Firedrill`
  }, [view.level.title])
  useEffect(() => registryOf(view.id, door).sync(view.terminals), [view.id, view.terminals, door])
  useObjectiveNews(view.objectives)
  useWarRoomActions(view, openDialog)
  return (
    <WarRoomProvider value={{ view, commands, openDialog }}>
      <div className={classes.room}>
        <TopBar />
        {isBooting ? (
          <BootScreen />
        ) : (
          <>
            <EnvironmentNotice />
            <div className={classes.body}>
              <Terminals />
              <SidePanel />
            </div>
          </>
        )}
      </div>
      {view.phase === 'paged' ? <PageOverlay /> : null}
      <Dialogs dialog={dialog} onClose={() => setDialog(null)} />
    </WarRoomProvider>
  )
}
