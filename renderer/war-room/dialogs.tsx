import { DiagnoseDialog } from './diagnose-dialog.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { ResolveDialog } from './resolve-dialog.tsx'
import { StatusDialog } from './status-dialog.tsx'
import type { WarRoomDialog } from './war-room-context.tsx'

/** At most one dialog at a time. Each starts afresh when it is opened. */
export function Dialogs({ dialog, onClose }: { dialog: WarRoomDialog | null; onClose: () => void }) {
  switch (dialog) {
    case 'diagnose':
      return <DiagnoseDialog onClose={onClose} />
    case 'status':
      return <StatusDialog onClose={onClose} />
    case 'resolve':
      return <ResolveDialog onClose={onClose} />
    case 'leave':
      return <LeaveDialog onClose={onClose} />
    default:
      return null
  }
}
