import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import classes from './terminal.module.css'
import type { TerminalSession } from './terminal-session.ts'

const DECORATIONS = {
  matchBackground: '#5a4a12',
  matchOverviewRuler: '#e8bf62',
  activeMatchBackground: '#8a6d12',
  activeMatchColorOverviewRuler: '#ffffff',
}

/** Finds text in what the terminal has shown. Enter goes to the earlier match, Shift+Enter to the later one. */
export function SearchBar({ session, onClose }: { session: TerminalSession; onClose: () => void }) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ index: number; count: number } | null>(null)
  const options = { decorations: DECORATIONS }
  const earlier = () => session.search.findPrevious(text, options)
  const later = () => session.search.findNext(text, options)
  useEffect(() => {
    const results = session.search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setFound({ index: resultIndex, count: resultCount }),
    )
    return () => {
      results.dispose()
      session.search.clearDecorations()
    }
  }, [session])
  return (
    <search className={classes.search}>
      <TextInput
        autoFocus
        size="xs"
        aria-label={`Search in terminal on ${session.instance}`}
        placeholder="Search"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          session.search.findPrevious(event.currentTarget.value, { ...options, incremental: true })
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose()
          if (event.key === 'Enter') event.shiftKey ? later() : earlier()
        }}
      />
      <output className={classes.count}>{countOf(text, found)}</output>
      <ActionIcon variant="subtle" size="sm" aria-label="Earlier match" onClick={earlier}>
        <IconArrowUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" size="sm" aria-label="Later match" onClick={later}>
        <IconArrowDown size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" size="sm" aria-label="Close search" onClick={onClose}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </search>
  )
}

function countOf(text: string, found: { index: number; count: number } | null): string {
  if (text === '' || !found) return ''
  if (found.count === 0) return 'none'
  return found.index < 0 ? `${found.count}` : `${found.index + 1} of ${found.count}`
}
