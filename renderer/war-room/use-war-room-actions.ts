import { useLocation } from 'wouter'
import type { AttemptView } from '../../engine/contract/index.ts'
import { useDoor } from '../door/door-context.tsx'
import { type Action, useActions } from '../shell/actions.tsx'
import type { WarRoomDialog } from './war-room-context.tsx'

export const SHORTCUTS = {
  diagnose: 'Ctrl+Shift+D',
  status: 'Ctrl+Shift+S',
  resolve: 'Ctrl+Shift+Enter',
} as const

/** What the player can do about the incident, as commands. Terminals offer their own. */
export function useWarRoomActions(view: AttemptView, openDialog: (dialog: WarRoomDialog) => void): void {
  const door = useDoor()
  const [, navigate] = useLocation()
  const group = 'Incident'
  const { gatewayUrl } = view
  const actions: Action[] = [{ id: 'leave', label: 'Leave the attempt', group, run: () => openDialog('leave') }]
  // The closing update is posted when all is well again.
  if (view.phase === 'investigating' || view.phase === 'resolved') {
    const run = () => openDialog('status')
    actions.unshift({ id: 'status', label: 'Post a status update', group, shortcuts: [SHORTCUTS.status], run })
  }
  if (view.phase === 'investigating') {
    const run = () => openDialog('diagnose')
    actions.unshift({ id: 'diagnose', label: 'Commit a diagnosis', group, shortcuts: [SHORTCUTS.diagnose], run })
    if (!view.resolving) {
      actions.unshift({
        id: 'resolve',
        label: 'Resolve the incident',
        group,
        shortcuts: [SHORTCUTS.resolve],
        run: () => openDialog('resolve'),
      })
    }
  }
  if (view.phase === 'resolved') {
    actions.unshift({ id: 'debrief', label: 'See the debrief', group, run: () => navigate(`/attempts/${view.id}/debrief`) })
  }
  if (gatewayUrl) {
    actions.push({ id: 'preview', label: 'Open the app as customers see it', group, run: () => door.openExternal(gatewayUrl) })
  }
  useActions(actions)
}
