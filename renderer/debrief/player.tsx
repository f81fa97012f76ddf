import 'asciinema-player/dist/bundle/asciinema-player.css'
import { create } from 'asciinema-player'
import { useEffect, useRef } from 'react'
import classes from './debrief.module.css'

/** Longer pauses in a recording are cut to this. */
const IDLE_LIMIT_S = 2

/**
 * Plays a terminal recording.
 * @param cast asciicast v2 text
 */
export default function Player({ cast }: { cast: string }) {
  const parent = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!parent.current) return
    const player = create({ data: cast }, parent.current, {
      fit: 'width',
      idleTimeLimit: IDLE_LIMIT_S,
      autoPlay: true,
      controls: true,
      terminalFontFamily: getComputedStyle(document.documentElement).getPropertyValue('--fd-mono'),
    })
    return () => player.dispose()
  }, [cast])
  return <div ref={parent} className={classes.player} />
}
