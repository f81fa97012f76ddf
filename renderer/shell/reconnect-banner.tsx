import { Loader } from '@mantine/core'
import { useDoor, useLineState } from '../door/door-context.tsx'
import classes from './shell.module.css'

/** After so many failed tries in a row it is fair to say that waiting alone may not help. */
const TRIES_BEFORE_ADVICE = 4

const ADVICE = {
  browser: 'If this goes on, start Firedrill again in its terminal and open the address it prints.',
  desktop: 'If this goes on, restart Firedrill; an open attempt is kept.',
}

export function ReconnectBanner() {
  const line = useLineState()
  const door = useDoor()
  if (line.phase !== 'reconnecting') return null
  return (
    <div role="status" className={classes.banner}>
      <Loader size={12} color="currentColor" aria-hidden />
      <span>Reconnecting to the engine. {line.failures >= TRIES_BEFORE_ADVICE ? ADVICE[door.kind] : 'Nothing is lost.'}</span>
    </div>
  )
}
