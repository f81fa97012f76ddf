import { Button, Radio, Stack } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { LevelDetail, Mode } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { formatDuration, MODES } from '../shared/format.ts'
import { Problem } from '../shared/problem.tsx'
import { Difficulty } from '../shared/severity.tsx'
import { useActions } from '../shell/actions.tsx'
import { useEngineStatus, whyNoStart } from '../shell/engine-status.tsx'
import { KeyHint } from '../shell/key-hint.tsx'
import { loadPart } from '../shell/lazy-screen.ts'
import classes from './level.module.css'

const OFFERED: Mode[] = ['learn', 'drill', 'exam']
const SHORTCUT = 'Ctrl+Enter'

function useStart(levelId: string, mode: Mode) {
  const engine = useEngine()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  return useMutation({
    mutationFn: () => engine.attempts.start({ levelId, mode }),
    onSuccess: ({ attemptId }) => {
      void queries.invalidateQueries({ queryKey: ['attempts'] })
      navigate(`/attempts/${attemptId}`)
    },
  })
}

/** The war room is large; fetching it while the briefing is read makes the start immediate. */
function usePrefetchedWarRoom(): void {
  useEffect(() => {
    // A failure shows when the war room is opened, if it persists.
    loadPart(() => import('../war-room/war-room.tsx')).catch(() => undefined)
  }, [])
}

export function StartPanel({ level }: { level: LevelDetail }) {
  const [mode, setMode] = useState<Mode>(level.attempts === 0 ? 'learn' : 'drill')
  const start = useStart(level.id, mode)
  const obstacle = whyNoStart(useEngineStatus())
  usePrefetchedWarRoom()
  const canStart = obstacle === null && !start.isPending
  useActions([
    ...(canStart
      ? [{ id: 'start', label: 'Start the drill', group: 'Drill', shortcuts: [SHORTCUT], run: () => start.mutate() }]
      : []),
    ...OFFERED.map((value) => ({
      id: `mode-${value}`,
      label: `Mode: ${MODES[value].name}`,
      group: 'Drill',
      run: () => setMode(value),
    })),
  ])
  return (
    <aside className={classes.side} aria-label="Start">
      <Facts level={level} />
      <span className="fd-label">Starts on this machine</span>
      <ul className={classes.instances}>
        {level.instances.map((instance) => (
          <li key={instance.name}>
            <code>{instance.name}</code>
            <span style={{ color: 'var(--fd-dim)' }}>{instance.title}</span>
          </li>
        ))}
      </ul>
      <Radio.Group value={mode} onChange={(value) => setMode(value as Mode)} label={<span className="fd-label">Mode</span>}>
        <Stack gap={10} mt={8} mb={18}>
          {OFFERED.map((value) => (
            <Radio key={value} value={value} label={MODES[value].name} description={MODES[value].line} />
          ))}
        </Stack>
      </Radio.Group>
      <Button
        fullWidth
        size="md"
        leftSection={<IconPlayerPlay size={18} aria-hidden />}
        disabled={obstacle !== null}
        loading={start.isPending}
        onClick={() => start.mutate()}
        aria-describedby={obstacle ? 'why-no-start' : undefined}
        aria-keyshortcuts="Control+Enter"
      >
        Start the drill
      </Button>
      {obstacle ? (
        <p id="why-no-start" className={classes.why}>
          {obstacle} The drill can start once the engine is ready.
        </p>
      ) : (
        <p style={{ marginTop: 8, textAlign: 'center' }}>
          <KeyHint shortcut={SHORTCUT} />
        </p>
      )}
      {start.isError ? <Problem title="The drill did not start" error={start.error} /> : null}
    </aside>
  )
}

function Facts({ level }: { level: LevelDetail }) {
  return (
    <dl className={classes.facts}>
      <dt>Difficulty</dt>
      <dd>
        <Difficulty value={level.difficulty} />
      </dd>
      <dt>Par</dt>
      <dd>{formatDuration(level.parResolvedMs)}</dd>
      <dt>Objectives</dt>
      <dd>{level.objectivesCount}</dd>
      <dt>Hints</dt>
      <dd>{level.hintsCount}</dd>
      <dt>Your best</dt>
      <dd className="fd-num">
        {level.bestScore === null ? '–' : `${Math.round(level.bestScore)} / ${Math.round(level.bestMax ?? 0)}`}
      </dd>
    </dl>
  )
}
