import {
  type DockviewApi,
  DockviewReact,
  type DockviewTheme,
  type IDockviewHeaderActionsProps,
  type IDockviewPanelHeaderProps,
  type IDockviewPanelProps,
} from 'dockview-react'
import 'dockview-react/dist/styles/dockview.css'
import '@xterm/xterm/css/xterm.css'
import { createContext, useContext, useEffect, useState } from 'react'
import type { TerminalRegistry } from '../terminal/terminal-registry.ts'
import { TerminalView } from '../terminal/terminal-view.tsx'
import { restoreDock, type TerminalPanelParams } from './dock.ts'
import { saveLayout } from './layout-store.ts'
import { NewTerminalButton, NoTerminals } from './new-terminal.tsx'
import { TerminalTab } from './terminal-tab.tsx'
import classes from './terminals.module.css'
import { useTerminalActions, useTerminals } from './use-terminals.ts'
import { useWarRoom } from './war-room-context.tsx'

interface DockState {
  registry: TerminalRegistry
  searches: Readonly<Record<string, number>>
  open(instance: string): void
  close(terminalId: string): void
}

/** Panels are drawn by the dock, which can't pass them changing values; they read them here. */
const DockContext = createContext<DockState | null>(null)

function useDock(): DockState {
  const state = useContext(DockContext)
  if (!state) throw new Error('a terminal panel is shown outside the dock')
  return state
}

function TerminalPanel({ api, params }: IDockviewPanelProps<TerminalPanelParams>) {
  const { registry, searches } = useDock()
  const [visible, setVisible] = useState(api.isVisible)
  const session = registry.get(api.id, params.instance)
  useEffect(() => {
    const onVisible = api.onDidVisibilityChange((event) => setVisible(event.isVisible))
    const onActive = api.onDidActiveChange((event) => {
      if (event.isActive) requestAnimationFrame(() => session.focus())
    })
    if (api.isActive) session.focus()
    return () => {
      onVisible.dispose()
      onActive.dispose()
    }
  }, [api, session])
  return <TerminalView session={session} visible={visible} searchRequests={searches[api.id] ?? 0} />
}

function Tab({ api, params }: IDockviewPanelHeaderProps<TerminalPanelParams>) {
  const { registry, close } = useDock()
  return (
    <TerminalTab
      title={api.title ?? params.instance}
      session={registry.get(api.id, params.instance)}
      onClose={() => close(api.id)}
    />
  )
}

function NewTerminalInHeader({ activePanel }: IDockviewHeaderActionsProps) {
  const { open, close } = useDock()
  const active = activePanel && { title: activePanel.title ?? '', close: () => close(activePanel.id) }
  return <NewTerminalButton onOpen={open} active={active} />
}

function Watermark() {
  const { open } = useDock()
  return <NoTerminals onOpen={open} />
}

const COMPONENTS = { terminal: TerminalPanel }
const THEME: DockviewTheme = { name: 'firedrill', className: classes.dock ?? '', gap: 1 }

/** The player's terminals, in tabs and splits. */
export function Terminals() {
  const { view } = useWarRoom()
  const [dock, setDock] = useState<DockviewApi | null>(null)
  const [searches, setSearches] = useState<Record<string, number>>({})
  const terminals = useTerminals(view, dock)
  useTerminalActions(view, dock, terminals, (id) => setSearches((before) => ({ ...before, [id]: (before[id] ?? 0) + 1 })))
  useEffect(() => {
    const saving = dock?.onDidLayoutChange(() => saveLayout(view.id, dock.toJSON()))
    return () => saving?.dispose()
  }, [dock, view.id])
  return (
    <DockContext.Provider
      value={{
        registry: terminals.registry,
        searches,
        open: (instance) => terminals.open.mutate(instance),
        close: terminals.close,
      }}
    >
      <main className={classes.area} aria-label="Terminals" data-region>
        <DockviewReact
          theme={THEME}
          components={COMPONENTS}
          defaultTabComponent={Tab}
          rightHeaderActionsComponent={NewTerminalInHeader}
          watermarkComponent={Watermark}
          disableFloatingGroups
          onReady={({ api }) => {
            restoreDock(api, view.id, view.terminals)
            setDock(api)
          }}
        />
      </main>
    </DockContext.Provider>
  )
}
