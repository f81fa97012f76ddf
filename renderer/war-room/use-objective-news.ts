import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import type { AttemptView } from '../../engine/contract/index.ts'

/** Tells of each objective that is hit while the player watches, not of those hit before the screen was opened. */
export function useObjectiveNews(objectives: AttemptView['objectives']): void {
  const known = useRef<Set<string> | null>(null)
  useEffect(() => {
    const hit = (objectives ?? []).filter((objective) => objective.hitMs !== null)
    for (const objective of known.current ? hit : []) {
      if (known.current?.has(objective.id)) continue
      notifications.show({
        color: 'petrol',
        title: `Objective met · ${Math.round(objective.points)} points`,
        message: objective.title,
      })
    }
    known.current = new Set(hit.map(({ id }) => id))
  }, [objectives])
}
