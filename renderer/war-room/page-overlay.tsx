import { Button, Modal } from '@mantine/core'
import { IconBellRinging } from '@tabler/icons-react'
import { useEffect } from 'react'
import { startBeeping } from '../shared/beeper.ts'
import { useClock } from '../shared/clock.ts'
import { formatClock, formatTimeOfDay } from '../shared/format.ts'
import { Severity } from '../shared/severity.tsx'
import { useSettings } from '../shell/settings.tsx'
import classes from './page-overlay.module.css'
import { useWarRoom } from './war-room-context.tsx'

/** The page: it asks for attention until it is acknowledged. */
export function PageOverlay() {
  const { view, commands } = useWarRoom()
  const { settings, loaded } = useSettings()
  const elapsedMs = useClock(view.clock)
  const beeps = loaded && settings.sound && !commands.acknowledge.isPending
  useEffect(() => (beeps ? startBeeping() : undefined), [beeps])
  const { page } = view
  if (!page) return null
  return (
    <Modal.Root opened onClose={() => undefined} closeOnClickOutside={false} closeOnEscape={false} centered size={560}>
      <Modal.Overlay backgroundOpacity={0.6} />
      <Modal.Content className={classes.content}>
        <header className={classes.head}>
          <IconBellRinging aria-hidden />
          <span>Page from {page.from}</span>
          <span className="fd-num">{formatTimeOfDay(page.at)}</span>
        </header>
        <Modal.Body className={classes.body}>
          <div className={classes.title}>
            <Modal.Title component="h2">{page.title}</Modal.Title>
            <Severity severity={view.level.severity} />
          </div>
          <p className={classes.text}>{page.body}</p>
          <div className={classes.foot}>
            <span>
              Waiting <span className="fd-num">{formatClock(elapsedMs)}</span>
            </span>
            <Button
              data-autofocus
              color="ember"
              size="md"
              loading={commands.acknowledge.isPending}
              onClick={() => commands.acknowledge.mutate()}
            >
              Acknowledge
            </Button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
