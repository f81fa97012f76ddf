import type { DockviewApi, SerializedDockview } from 'dockview-react'
import type { AttemptView } from '../../engine/contract/index.ts'
import { loadLayout } from './layout-store.ts'
import { panelTitle } from './panel-title.ts'

export interface TerminalPanelParams {
  instance: string
}

export function addTerminalPanel(dock: DockviewApi, terminal: { id: string; instance: string }): void {
  if (dock.getPanel(terminal.id)) return
  const title = panelTitle(
    terminal.instance,
    dock.panels.map((panel) => panel.title ?? ''),
  )
  dock.addPanel<TerminalPanelParams>({
    id: terminal.id,
    component: 'terminal',
    title,
    params: { instance: terminal.instance },
  })
}

/** Brings back the player's arrangement, without terminals that are gone and with those it doesn't know. */
export function restoreDock(dock: DockviewApi, attemptId: string, terminals: AttemptView['terminals']): void {
  const layout = loadLayout(attemptId)
  if (layout) {
    try {
      dock.fromJSON(layout as SerializedDockview)
    } catch {
      // Written by another version: start from the plain arrangement.
      dock.clear()
    }
  }
  const open = new Set(terminals.map(({ id }) => id))
  for (const panel of [...dock.panels]) if (!open.has(panel.id)) dock.removePanel(panel)
  for (const terminal of terminals) addTerminalPanel(dock, terminal)
}

/** Shows the next or the previous terminal, in the order of the tabs across all groups. */
export function stepPanel(dock: DockviewApi, step: 1 | -1): void {
  const panels = dock.groups.flatMap((group) => group.panels)
  if (panels.length === 0) return
  const current = panels.findIndex((panel) => panel.id === dock.activePanel?.id)
  panels[(current + step + panels.length) % panels.length]?.api.setActive()
}
