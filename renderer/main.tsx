import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './theme/tokens.css'
import './theme/global.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { App } from './app.tsx'
import { DoorProvider } from './door/door-context.tsx'
import { openDoor } from './door/open-door.ts'
import { ActionProvider } from './shell/actions.tsx'
import { EngineStatusProvider } from './shell/engine-status.tsx'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { cssVariables, theme } from './theme/mantine-theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// The door waits for a lost line by itself; asking again on top of that would only multiply the wait.
// The engine is on this machine: being offline is no reason to hold a request back.
const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
})

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <DoorProvider door={openDoor()}>
        <QueryClientProvider client={queries}>
          {/* Hash routes work under app:// as well, where no server maps paths to the page. */}
          <Router hook={useHashLocation}>
            <ActionProvider>
              <EngineStatusProvider>
                <ErrorBoundary resetKey="app">
                  <App />
                </ErrorBoundary>
                <Notifications position="bottom-right" />
              </EngineStatusProvider>
            </ActionProvider>
          </Router>
        </QueryClientProvider>
      </DoorProvider>
    </MantineProvider>
  </StrictMode>,
)
