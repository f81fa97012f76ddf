import { Button } from '@mantine/core'
import { IconCommand } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import icon from '../../assets/icon.svg'
import { openPalette } from './palette.tsx'
import classes from './shell.module.css'

const PAGES = [
  { to: '/', label: 'Drills' },
  { to: '/doctor', label: 'Doctor' },
  { to: '/settings', label: 'Settings' },
]

export function Brand() {
  return (
    <Link to="/" className={classes.brand} aria-label="Firedrill, home">
      <img src={icon} width={24} height={24} alt="" />
      Firedrill
    </Link>
  )
}

/** Header and width of every screen but the war room, which needs the whole window. */
export function AppFrame({ children }: { children: ReactNode }) {
  const [location] = useLocation()
  return (
    <div className={classes.frame}>
      <header className={classes.header} data-region>
        <Brand />
        <nav className={classes.nav} aria-label="Main">
          {PAGES.map((page) => (
            <Link key={page.to} to={page.to} className={classes.navLink} aria-current={location === page.to ? 'page' : undefined}>
              {page.label}
            </Link>
          ))}
        </nav>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconCommand size={14} aria-hidden />}
          onClick={openPalette}
          aria-keyshortcuts="Control+K"
        >
          Commands
        </Button>
      </header>
      <main className={classes.main} data-region>
        {children}
      </main>
    </div>
  )
}
