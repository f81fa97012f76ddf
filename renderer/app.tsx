import { Suspense, useEffect } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { Home } from './home/home.tsx'
import { useActions } from './shell/actions.tsx'
import { AppFrame } from './shell/app-frame.tsx'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { HelpDialog } from './shell/help-dialog.tsx'
import { lazyScreen } from './shell/lazy-screen.ts'
import { Palette } from './shell/palette.tsx'
import { ReconnectBanner } from './shell/reconnect-banner.tsx'
import { focusNextRegion } from './shell/regions.ts'
import { ScreenSkeleton } from './shell/screen-skeleton.tsx'
import { ThemeFollowsSettings } from './shell/settings.tsx'

// Home is in the first file; everything that draws in terminals, docks and players comes when it is needed.
const LevelScreen = lazyScreen(() => import('./level/level-screen.tsx'))
const WarRoom = lazyScreen(() => import('./war-room/war-room.tsx'))
const DebriefScreen = lazyScreen(() => import('./debrief/debrief-screen.tsx'))
const DoctorScreen = lazyScreen(() => import('./doctor/doctor-screen.tsx'))
const SettingsScreen = lazyScreen(() => import('./settings/settings-screen.tsx'))

function Screens() {
  return (
    <Switch>
      <Route path="/attempts/:id">{({ id }) => <WarRoom key={id} attemptId={id} />}</Route>
      <Route>
        <AppFrame>
          <Suspense fallback={<ScreenSkeleton />}>
            <Switch>
              <Route path="/">
                <Home />
              </Route>
              <Route path="/levels/:id">{({ id }) => <LevelScreen key={id} levelId={id} />}</Route>
              <Route path="/attempts/:id/debrief">{({ id }) => <DebriefScreen key={id} attemptId={id} />}</Route>
              <Route path="/doctor">
                <DoctorScreen />
              </Route>
              <Route path="/settings">
                <SettingsScreen />
              </Route>
              <Route>
                <Redirect to="/" />
              </Route>
            </Switch>
          </Suspense>
        </AppFrame>
      </Route>
    </Switch>
  )
}

export function App() {
  const [location, navigate] = useLocation()
  useActions([
    { id: 'home', label: 'Go to drills', group: 'Go', shortcuts: ['Ctrl+Shift+H'], run: () => navigate('/') },
    { id: 'doctor', label: 'Go to doctor', group: 'Go', run: () => navigate('/doctor') },
    { id: 'settings', label: 'Go to settings', group: 'Go', shortcuts: ['Ctrl+,'], run: () => navigate('/settings') },
    { id: 'region', label: 'Next part of the screen', group: 'General', shortcuts: ['F6'], run: () => focusNextRegion(1) },
    { id: 'region-back', label: 'Previous part', group: 'General', shortcuts: ['Shift+F6'], run: () => focusNextRegion(-1) },
  ])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen starts at its top
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [location])
  return (
    <>
      <ThemeFollowsSettings />
      <ErrorBoundary resetKey={location}>
        <Suspense fallback={<ScreenSkeleton />}>
          <Screens />
        </Suspense>
      </ErrorBoundary>
      <ReconnectBanner />
      <Palette />
      <HelpDialog />
    </>
  )
}
