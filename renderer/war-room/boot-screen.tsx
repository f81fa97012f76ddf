import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPoint } from '@tabler/icons-react'
import type { AttemptView } from '../../engine/contract/index.ts'
import classes from './boot.module.css'
import { useWarRoom } from './war-room-context.tsx'

type Step = AttemptView['boot'][number]

const WORDS: Record<Step['state'], string> = { waiting: 'waiting', working: 'working', done: 'done', failed: 'failed' }

function StepIcon({ state }: { state: Step['state'] }) {
  if (state === 'done') return <IconCheck size={16} aria-hidden className={classes.done} />
  if (state === 'failed') return <IconAlertTriangle size={16} aria-hidden className={classes.failed} />
  if (state === 'working') return <Loader size={14} aria-hidden />
  return <IconPoint size={16} aria-hidden />
}

/** What is being done before the page goes out. The clock has not begun, or stands still. */
export function BootScreen() {
  const { view, openDialog } = useWarRoom()
  return (
    <main className={classes.boot} data-region>
      <div className={classes.card}>
        <h1>{view.page ? 'Rebuilding the environment' : 'Starting the environment'}</h1>
        <p className={classes.note}>
          {view.page ? 'The clock stands still until it is up again.' : 'The clock starts with the page. You will hear it.'}
        </p>
        <ol className={classes.steps} aria-live="polite">
          {view.boot.map((step) => (
            <li key={step.id} data-state={step.state}>
              <StepIcon state={step.state} />
              <span>{step.label}</span>
              <span className={classes.word}>{WORDS[step.state]}</span>
            </li>
          ))}
        </ol>
        {view.notice ? <p className={classes.note}>{view.notice}</p> : null}
        <Button variant="default" onClick={() => openDialog('leave')}>
          Cancel
        </Button>
      </div>
    </main>
  )
}
