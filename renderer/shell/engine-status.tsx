import { createContext, type ReactNode, useContext } from 'react'
import type { EngineStatus } from '../../engine/contract/index.ts'
import { useEngine, useFollow } from '../door/door-context.tsx'

const EngineStatusContext = createContext<EngineStatus | undefined>(undefined)

/** Follows the container engine's state once for all screens. */
export function EngineStatusProvider({ children }: { children: ReactNode }) {
  const engine = useEngine()
  const { value } = useFollow('engine', (signal) => engine.app.watchEngine(undefined, { signal }))
  return <EngineStatusContext.Provider value={value}>{children}</EngineStatusContext.Provider>
}

/** State of the container engine; `undefined` until the first answer. */
export function useEngineStatus(): EngineStatus | undefined {
  return useContext(EngineStatusContext)
}

/** Why no level can be started now, or `null` when one can. */
export function whyNoStart(status: EngineStatus | undefined): string | null {
  switch (status?.state) {
    case 'ready':
      return null
    case 'preparing':
      return 'The images are still being prepared.'
    case 'missing':
      return 'No container engine was found.'
    case 'lost':
      return 'The container engine does not answer.'
    default:
      return 'Still looking for a container engine.'
  }
}
