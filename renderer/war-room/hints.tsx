import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { AttemptView } from '../../engine/contract/index.ts'
import classes from './side-panel.module.css'
import { useWarRoom } from './war-room-context.tsx'

const costOf = (cost: number) => (cost === 0 ? 'free' : `costs ${cost} points`)

export function Hints() {
  const { view } = useWarRoom()
  if (view.hints.length === 0) {
    return <p className={classes.quiet}>{view.mode === 'exam' ? 'There are no hints in an exam.' : 'This drill has no hints.'}</p>
  }
  return (
    <ol className={classes.list}>
      {view.hints.map((hint, index) => (
        <Hint key={hint.id} hint={hint} number={index + 1} />
      ))}
    </ol>
  )
}

function Hint({ hint, number }: { hint: AttemptView['hints'][number]; number: number }) {
  const { view, commands } = useWarRoom()
  const [asking, setAsking] = useState(false)
  const take = () => {
    setAsking(false)
    commands.takeHint.mutate(hint.id)
  }
  const canTake = view.phase === 'investigating'
  return (
    <li className={classes.hint}>
      <Group justify="space-between">
        <strong>Hint {number}</strong>
        <span className={classes.meta}>
          {hint.text === null ? costOf(hint.cost) : hint.cost === 0 ? 'taken' : `taken, −${hint.cost}`}
        </span>
      </Group>
      {hint.text !== null ? <Text size="sm">{hint.text}</Text> : null}
      {hint.text === null && !asking ? (
        <Button
          size="compact-sm"
          variant="default"
          mt={6}
          disabled={!canTake}
          onClick={() => (hint.cost === 0 ? take() : setAsking(true))}
          aria-label={`Show hint ${number}, ${costOf(hint.cost)}`}
        >
          Show
        </Button>
      ) : null}
      {asking ? (
        <Group gap={6} mt={6}>
          <Text size="sm">Take {hint.cost} points off?</Text>
          <Button size="compact-sm" autoFocus onClick={take}>
            Show hint
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            Not now
          </Button>
        </Group>
      ) : null}
    </li>
  )
}
