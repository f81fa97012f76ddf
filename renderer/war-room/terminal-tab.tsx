import { IconPlugConnectedX, IconTerminal2, IconX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import type { TerminalSession } from '../terminal/terminal-session.ts'
import classes from './terminals.module.css'

/** A terminal's tab. Whether its shell still runs shows as an icon and in words. */
export function TerminalTab({ title, session, onClose }: { title: string; session: TerminalSession; onClose: () => void }) {
  const state = useSyncExternalStore(session.onState, session.state)
  const ended = state.phase === 'ended'
  return (
    <div className={classes.tab} data-ended={ended}>
      {ended ? <IconPlugConnectedX size={14} aria-hidden /> : <IconTerminal2 size={14} aria-hidden />}
      <span>{title}</span>
      {ended ? <span className="fd-visually-hidden">, ended</span> : null}
      {/* Only for the mouse: a tab may hold no control of its own. Keys have the menu beside the tabs and a shortcut. */}
      <span
        className={classes.close}
        aria-hidden
        title="Close"
        // The dock would take the press as the start of a drag.
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation()
          onClose()
        }}
      >
        <IconX size={13} aria-hidden />
      </span>
    </div>
  )
}
