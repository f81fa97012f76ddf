import { Button, Tooltip } from '@mantine/core'
import { IconCheck, IconDoorExit, IconMessage2, IconPlayerPause, IconReportSearch, IconStethoscope } from '@tabler/icons-react'
import { Link } from 'wouter'
import { stoppedReason, useClock } from '../shared/clock.ts'
import { formatClock, MODES } from '../shared/format.ts'
import { Severity } from '../shared/severity.tsx'
import { Brand } from '../shell/app-frame.tsx'
import classes from './top-bar.module.css'
import { SHORTCUTS } from './use-war-room-actions.ts'
import { useWarRoom } from './war-room-context.tsx'

export function TopBar() {
  const { view } = useWarRoom()
  return (
    <header className={classes.bar} data-region>
      <Brand />
      <div className={classes.title}>
        <h1>{view.level.title}</h1>
        <Severity severity={view.level.severity} />
        <span className={classes.mode}>{MODES[view.mode].name}</span>
      </div>
      <ClockFace />
      <Buttons />
    </header>
  )
}

function ClockFace() {
  const { view } = useWarRoom()
  const elapsedMs = useClock(view.clock)
  const reason = stoppedReason(view.clock)
  const note = reason ?? (view.clock.running ? null : view.milestones.resolved === null ? 'Starts with the page' : 'Resolved')
  return (
    <div className={classes.clock} data-running={view.clock.running} title={note ?? 'Scored time since the page'}>
      {view.clock.running ? null : <IconPlayerPause size={15} aria-hidden />}
      <span className="fd-num" role="timer" aria-label="Scored time since the page">
        {formatClock(elapsedMs)}
      </span>
      {note ? <span className="fd-visually-hidden">{note}</span> : null}
    </div>
  )
}

function Buttons() {
  const { view, openDialog } = useWarRoom()
  const canAct = view.phase === 'investigating'
  return (
    <div className={classes.buttons}>
      <Tooltip label={`Tell customers and colleagues (${SHORTCUTS.status})`}>
        <Button
          size="xs"
          variant="default"
          disabled={!canAct && view.phase !== 'resolved'}
          leftSection={<IconMessage2 size={16} aria-hidden />}
          onClick={() => openDialog('status')}
        >
          Status update
        </Button>
      </Tooltip>
      {view.phase === 'resolved' ? (
        <Button
          size="xs"
          component={Link}
          to={`/attempts/${view.id}/debrief`}
          leftSection={<IconReportSearch size={16} aria-hidden />}
        >
          See debrief
        </Button>
      ) : (
        <>
          <Tooltip label={`Commit what is wrong (${SHORTCUTS.diagnose})`}>
            <Button
              size="xs"
              variant="default"
              disabled={!canAct}
              leftSection={<IconStethoscope size={16} aria-hidden />}
              onClick={() => openDialog('diagnose')}
            >
              Diagnose
            </Button>
          </Tooltip>
          <Tooltip label={`Run the checks (${SHORTCUTS.resolve})`}>
            <Button
              size="xs"
              disabled={!canAct}
              loading={view.resolving}
              leftSection={<IconCheck size={16} aria-hidden />}
              onClick={() => openDialog('resolve')}
            >
              Resolve
            </Button>
          </Tooltip>
        </>
      )}
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={<IconDoorExit size={16} aria-hidden />}
        onClick={() => openDialog('leave')}
      >
        Leave
      </Button>
    </div>
  )
}
