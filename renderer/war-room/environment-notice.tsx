import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPlayerPause } from '@tabler/icons-react'
import type { AttemptView } from '../../engine/contract/index.ts'
import { stoppedReason } from '../shared/clock.ts'
import classes from './war-room.module.css'
import { useWarRoom } from './war-room-context.tsx'

/** Where the engine gave no reason. */
const DEFAULTS: Partial<Record<AttemptView['phase'], string>> = {
  failed: 'The environment did not start.',
  lost: 'The environment is gone.',
}

/** Says what happened to the environment and what the player can do. Silent while all is well. */
export function EnvironmentNotice() {
  const { view, commands, openDialog } = useWarRoom()
  const broken = view.phase === 'failed' || view.phase === 'lost'
  const reason = stoppedReason(view.clock)
  if (!broken && !reason && !view.notice) return null
  return (
    <div className={classes.notice} data-broken={broken} role={broken ? 'alert' : 'status'}>
      {broken ? <IconAlertTriangle size={18} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />}
      <div className={classes.noticeText}>{view.notice ?? DEFAULTS[view.phase] ?? `${reason}.`}</div>
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
