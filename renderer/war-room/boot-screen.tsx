import { Button, Group, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPoint } from '@tabler/icons-react'
import type { AttemptView } from '../../engine/contract/index.ts'
import { Notice } from '../shared/notice.tsx'
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

function headingOf(view: AttemptView): { title: string; note: string } {
  if (view.phase === 'failed')
    return { title: 'The environment did not start', note: 'Nothing was counted: the clock has not begun.' }
  if (view.page) return { title: 'Rebuilding the environment', note: 'The clock stands still until it is up again.' }
  return { title: 'Starting the environment', note: 'The clock starts with the page. You will hear it.' }
}

/** What is being done before the page goes out. The clock has not begun, or stands still. */
export function BootScreen() {
  const { view, commands, openDialog } = useWarRoom()
  const { title, note } = headingOf(view)
  const failed = view.phase === 'failed'
  return (
    <main className={classes.boot} data-region>
      <div className={classes.card}>
        <h2>{title}</h2>
        <p className={classes.note}>{note}</p>
        <ol className={classes.steps} aria-live="polite">
          {view.boot.map((step) => (
            <li key={step.id} data-state={step.state}>
              <StepIcon state={step.state} />
              <span>{step.label}</span>
              <span className={classes.word}>{WORDS[step.state]}</span>
            </li>
          ))}
        </ol>
        {view.notice ? (
          <div className={classes.notice}>
            {failed ? <Notice tone="bad" title={view.notice} /> : <p className={classes.note}>{view.notice}</p>}
          </div>
        ) : null}
        <Group gap={8}>
          {failed ? (
            <Button loading={commands.rebuild.isPending} onClick={() => commands.rebuild.mutate()}>
              Build it again
            </Button>
          ) : null}
          <Button variant="default" onClick={() => openDialog('leave')}>
            {failed ? 'Leave' : 'Cancel'}
          </Button>
        </Group>
      </div>
    </main>
  )
}
