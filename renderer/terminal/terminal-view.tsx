import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { SearchBar } from './search-bar.tsx'
import classes from './terminal.module.css'
import type { TerminalSession } from './terminal-session.ts'

interface Props {
  session: TerminalSession
  visible: boolean
  /** Grows each time the search is asked for in this terminal. */
  searchRequests: number
}

/** Gives a terminal a place on the screen. */
export function TerminalView({ session, visible, searchRequests }: Props) {
  const parent = useRef<HTMLDivElement>(null)
  const [dismissed, setDismissed] = useState(0)
  useEffect(() => {
    if (!parent.current) return
    session.attach(parent.current)
    return () => session.detach()
  }, [session])
  useEffect(() => {
    session.setVisible(visible)
    return () => session.setVisible(false)
  }, [session, visible])
  return (
    <section
      className={classes.terminal}
      aria-label={`Terminal on ${session.instance}`}
      data-testid={`terminal-${session.instance}`}
    >
      {searchRequests > dismissed ? (
        <SearchBar
          key={searchRequests}
          session={session}
          onClose={() => {
            setDismissed(searchRequests)
            session.focus()
          }}
        />
      ) : null}
      <div ref={parent} className={classes.screen} />
      <ConnectionNote session={session} />
    </section>
  )
}

function ConnectionNote({ session }: { session: TerminalSession }) {
  const state = useSyncExternalStore(session.onState, session.state)
  if (state.phase === 'open') return null
  const code = state.phase === 'ended' && state.exitCode !== null ? ` with exit code ${state.exitCode}` : ''
  return (
    <div role="status" className={classes.note}>
      {state.phase === 'ended' ? `The shell has ended${code}. Close this tab or open a new terminal.` : null}
      {state.phase === 'connecting' ? 'Connecting…' : null}
      {state.phase === 'reconnecting' ? 'Reconnecting… the shell goes on meanwhile.' : null}
    </div>
  )
}
