import { useMantineColorScheme } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { DEFAULT_SETTINGS, type Settings } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'

const KEY = ['settings']

/** The settings as the engine keeps them; the defaults until it has answered. */
export function useSettings(): { settings: Settings; loaded: boolean } {
  const engine = useEngine()
  const query = useQuery({ queryKey: KEY, queryFn: () => engine.settings.get() })
  return { settings: query.data ?? DEFAULT_SETTINGS, loaded: query.isSuccess }
}

export function useChangeSettings() {
  const engine = useEngine()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: Partial<Settings>) => engine.settings.set(change),
    onSuccess: (settings) => queries.setQueryData(KEY, settings),
  })
}

/** Makes the window's colours follow the setting. */
export function ThemeFollowsSettings() {
  const { settings, loaded } = useSettings()
  const { setColorScheme } = useMantineColorScheme()
  const wanted = settings.theme === 'system' ? 'auto' : settings.theme
  useEffect(() => {
    if (loaded) setColorScheme(wanted)
  }, [loaded, wanted, setColorScheme])
  return null
}
