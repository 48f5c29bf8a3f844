import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation, useNavigation } from 'react-router'
import { useAlertsLive } from '../../features/alerts/use-alerts-live.ts'
import { useIncidentsLive } from '../../features/incidents/use-incidents-live.ts'
import { Toasts } from '../../features/notifications/toasts.tsx'
import { useAccountTheme } from '../../features/preferences/use-account-theme.ts'
import { hubPage, sessionEnded, useSession } from '../../features/session/session.ts'
import { StepUp } from '../../features/session/step-up.tsx'
import { LiveProvider } from '../../live/feed.tsx'
import { remember, remembered } from '../remember.ts'
import { HubUnreachable } from './hub-unreachable.tsx'
import { BottomNavigation, SideNavigation } from './navigation.tsx'
import { PageSkeleton } from './page-skeleton.tsx'
import styles from './shell.module.css'
import { StaleBanner } from './stale-banner.tsx'
import { TopBar } from './top-bar.tsx'
import { useScroll } from './use-scroll.ts'

const Palette = lazy(async () => ({ default: (await import('../../features/palette/palette.tsx')).Palette }))

/** Everything behind sign-in: who is not signed in, or must change the password first, is led there and back. */
export function Shell() {
  const session = useSession()
  const client = useQueryClient()
  const { pathname, search, hash } = useLocation()
  const ended = useCallback(() => sessionEnded(client), [client])
  const next = encodeURIComponent(pathname + search + hash)
  if (session.isPending) return <PageSkeleton />
  if (session.data === null) return <Navigate to={next === '%2F' ? '/sign-in' : `/sign-in?next=${next}`} replace />
  if (session.data === undefined) return <HubUnreachable error={session.error} retry={() => void session.refetch()} />
  if (session.data.must_change_password) return <Navigate to={`/password?next=${next}`} replace />
  const page = pathname === '/' ? hubPage(new URLSearchParams(search).get('next')) : null
  if (page !== null) return <LeaveFor page={page} />
  return (
    <LiveProvider sessionEnded={ended}>
      <Frame username={session.data.user.username} />
    </LiveProvider>
  )
}

/** To a page of the hub outside this app that asked for a sign-in first. */
function LeaveFor({ page }: { page: string }) {
  useEffect(() => window.location.replace(page), [page])
  return <PageSkeleton />
}

function Frame({ username }: { username: string }) {
  const { t } = useTranslation()
  const navigation = useNavigation()
  const [palette, setPalette] = useState(false)
  const [collapsed, setCollapsed] = useCollapsed()
  const openPalette = useCallback(() => setPalette(true), [])
  useShortcut(openPalette)
  useAlertsLive()
  useIncidentsLive()
  useAccountTheme()
  useScroll()
  return (
    <div className={styles.shell} data-collapsed={collapsed || undefined}>
      <a className={styles.skip} href="#main">
        {t('shell.skip')}
      </a>
      <SideNavigation collapsed={collapsed} onCollapse={() => setCollapsed(!collapsed)} />
      <div className={styles.content}>
        <TopBar username={username} onSearch={openPalette} />
        <StaleBanner />
        <main id="main" className={styles.main} tabIndex={-1} aria-busy={navigation.state === 'loading'}>
          <div className={styles.inner}>
            <Outlet />
          </div>
        </main>
      </div>
      <BottomNavigation onSearch={openPalette} />
      <StepUp />
      <Toasts />
      {palette && (
        <Suspense>
          <Palette onClose={() => setPalette(false)} />
        </Suspense>
      )}
    </div>
  )
}

function useCollapsed(): [boolean, (collapsed: boolean) => void] {
  const [collapsed, setCollapsed] = useState(() => remembered('nav') === 'collapsed')
  const change = (value: boolean) => {
    remember('nav', value ? 'collapsed' : 'open')
    setCollapsed(value)
  }
  return [collapsed, change]
}

function useShortcut(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open])
}
