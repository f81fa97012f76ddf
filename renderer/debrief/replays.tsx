import { Button, Skeleton } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { Debrief } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { formatBytes, formatClock } from '../shared/format.ts'
import { Problem } from '../shared/problem.tsx'
import { lazyScreen } from '../shell/lazy-screen.ts'
import classes from './debrief.module.css'

type Recorded = Debrief['terminals'][number]

// The player brings its own terminal and decoder; nobody who doesn't replay needs them.
const Player = lazyScreen(() => import('./player.tsx'))

export function Replays({ terminals }: { terminals: Recorded[] }) {
  if (terminals.length === 0) return null
  return (
    <section className={classes.replays} aria-labelledby="replays-title">
      <h2 id="replays-title">Terminals</h2>
      {terminals.map((terminal) => (
        <Replay key={terminal.id} terminal={terminal} />
      ))}
    </section>
  )
}

function Replay({ terminal }: { terminal: Recorded }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={classes.replay}>
      <div className={classes.replayHead}>
        <code>{terminal.instance}</code>
        <span className={classes.reason}>
          opened at {formatClock(terminal.openedMs)}, {formatBytes(terminal.bytes)}
        </span>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Replay'} terminal on ${terminal.instance}, opened at ${formatClock(terminal.openedMs)}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Close' : 'Replay'}
        </Button>
      </div>
      {open ? <Recording terminal={terminal} /> : null}
    </div>
  )
}

function Recording({ terminal }: { terminal: Recorded }) {
  const engine = useEngine()
  const recording = useQuery({
    queryKey: ['recording', terminal.id],
    queryFn: () => engine.terminals.recording({ terminalId: terminal.id }),
  })
  if (recording.isError) return <Problem title="The recording cannot be played" error={recording.error} />
  if (!recording.data) return <Skeleton height={300} aria-label="Loading the recording" />
  return (
    <Suspense fallback={<Skeleton height={300} aria-label="Loading the player" />}>
      <Player cast={recording.data.cast} />
    </Suspense>
  )
}
