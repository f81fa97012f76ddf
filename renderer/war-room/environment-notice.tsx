import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPlayerPause } from '@tabler/icons-react'
import { stoppedReason } from '../shared/clock.ts'
import classes from './war-room.module.css'
import { useWarRoom } from './war-room-context.tsx'

/** Says what happened to the environment and what the player can do. Silent while all is well. */
export function EnvironmentNotice() {
  const { view, commands, openDialog } = useWarRoom()
  const broken = view.phase === 'failed' || view.phase === 'lost'
  const reason = stoppedReason(view.clock)
  if (!broken && !reason && !view.notice) return null
  return (
    <div className={classes.notice} data-broken={broken} role={broken ? 'alert' : 'status'}>
      {broken ? <IconAlertTriangle size={18} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />}
      <div className={classes.noticeText}>
        {view.phase === 'failed' ? <strong>The environment did not start. </strong> : null}
        {view.phase === 'lost' ? <strong>The environment is gone. </strong> : null}
        {view.notice ? `${view.notice} ` : null}
        {reason ? `${reason}.` : null}
      </div>
      {broken ? (
        <>
          <Button size="compact-sm" loading={commands.rebuild.isPending} onClick={() => commands.rebuild.mutate()}>
            Build it again
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => openDialog('leave')}>
            Leave
          </Button>
        </>
      ) : null}
    </div>
  )
}
