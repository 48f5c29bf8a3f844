import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { OpenCount } from '../../features/alerts/open-count.tsx'
import { OpenIncidentCount } from '../../features/incidents/open-count.tsx'
import { useSession } from '../../features/session/session.ts'
import {
  IconAdjustments,
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconBell,
  IconBellRinging,
  IconBook,
  IconBrandSlack,
  IconBroadcast,
  IconChartBar,
  IconDatabase,
  IconDots,
  IconFileAnalytics,
  IconFileText,
  IconFlame,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconNotebook,
  IconPalette,
  IconPhoneCall,
  IconPlugConnected,
  IconServer,
  IconShieldLock,
  IconStack2,
  IconTags,
  IconTerminal,
  IconTools,
  IconUrgent,
  IconUser,
  IconUsers,
  IconWebhook,
} from '../icons.ts'
import { BrandMark } from './brand-mark.tsx'
import { MoreSheet } from './more-sheet.tsx'
import type { PageEntry } from './page-entry.ts'
import styles from './shell.module.css'

const PAGES: readonly PageEntry[] = [
  { to: '/', label: 'nav.overview', icon: IconLayoutDashboard, group: 'main' },
  { to: '/hosts', label: 'nav.hosts', icon: IconServer, group: 'main', also: '/hosts/' },
  { to: '/incidents', label: 'nav.incidents', icon: IconUrgent, group: 'main', also: '/incidents/' },
  { to: '/alerts', label: 'nav.alerts', icon: IconAlertTriangle, group: 'main' },
  { to: '/services', label: 'nav.services', icon: IconStack2, group: 'main', also: '/services/' },
  { to: '/runbooks', label: 'nav.runbooks', icon: IconNotebook, group: 'main', also: '/runbooks/' },
  { to: '/on-call', label: 'nav.onCall', icon: IconPhoneCall, group: 'main', also: '/on-call/' },
  { to: '/reports', label: 'nav.reports', icon: IconFileAnalytics, group: 'main', also: '/reports/' },
  { to: '/analytics', label: 'nav.analytics', icon: IconChartBar, group: 'main' },
  { to: '/notifications', label: 'nav.notifications', icon: IconBell, group: 'main' },
  { to: '/settings/profile', label: 'nav.profile', icon: IconUser, group: 'settings' },
  { to: '/settings/security', label: 'nav.security', icon: IconShieldLock, group: 'settings' },
  { to: '/settings/api-keys', label: 'nav.apiKeys', icon: IconKey, group: 'settings' },
  { to: '/settings/appearance', label: 'nav.appearance', icon: IconPalette, group: 'settings' },
  { to: '/settings/preferences', label: 'nav.preferences', icon: IconAdjustments, group: 'settings' },
  { to: '/settings/paging', label: 'nav.paging', icon: IconBellRinging, group: 'settings' },
  { to: '/settings/users', label: 'nav.users', icon: IconUsers, group: 'settings', permission: 'users' },
  { to: '/settings/thresholds', label: 'nav.rules', icon: IconAdjustmentsHorizontal, group: 'settings', also: '/settings/rules' },
  { to: '/settings/maintenance', label: 'nav.maintenance', icon: IconTools, group: 'settings' },
  { to: '/settings/channels', label: 'nav.channels', icon: IconBroadcast, group: 'settings', permission: 'config' },
  { to: '/settings/tags', label: 'nav.tags', icon: IconTags, group: 'settings' },
  {
    to: '/settings/commands',
    label: 'nav.commands',
    icon: IconTerminal,
    group: 'settings',
    permission: 'config',
    also: '/settings/commands/',
  },
  { to: '/settings/slack', label: 'nav.slack', icon: IconBrandSlack, group: 'settings', permission: 'config' },
  { to: '/settings/documents', label: 'nav.documents', icon: IconFileText, group: 'settings', permission: 'config' },
  { to: '/settings/connection', label: 'nav.selfCheck', icon: IconPlugConnected, group: 'settings', permission: 'config' },
  { to: '/settings/prometheus', label: 'nav.prometheus', icon: IconFlame, group: 'settings', permission: 'config' },
  {
    to: '/settings/integrations',
    label: 'nav.integrations',
    icon: IconWebhook,
    group: 'settings',
    permission: 'config',
    also: '/settings/integrations/',
  },
  { to: '/settings/retention', label: 'nav.retention', icon: IconDatabase, group: 'settings' },
  { to: '/settings/audit', label: 'nav.audit', icon: IconHistory, group: 'settings', permission: 'users' },
]

/** The pages that are open to whoever is signed in, for both navigations and the palette. */
export function usePages(): readonly PageEntry[] {
  const permissions = useSession().data?.user.permissions ?? []
  return PAGES.filter(({ permission }) => permission === undefined || permissions.includes(permission))
}

export const API_DOCS = '/api/docs/'

interface PageLinkProps {
  readonly to: string
  readonly className?: string
  readonly title?: string | undefined
  readonly 'aria-label'?: string
  /** Marked also on the pages under it. */
  readonly within?: boolean
  readonly also?: string | undefined
  readonly children: ReactNode
}

/** Marks the page one is on. */
function PageLink({ to, within = false, also, ...rest }: PageLinkProps) {
  const { pathname } = useLocation()
  const under = (within && pathname.startsWith(`${to}/`)) || (also !== undefined && pathname.startsWith(also))
  return <Link to={to} aria-current={pathname === to ? 'page' : under ? 'true' : undefined} {...rest} />
}

export function SideNavigation({ collapsed, onCollapse }: { collapsed: boolean; onCollapse: () => void }) {
  const { t } = useTranslation()
  const pages = usePages()
  const item = ({ to, label, icon: Icon, also }: PageEntry) => (
    <PageLink key={to} to={to} also={also} className={styles.link ?? ''} title={collapsed ? t(label) : undefined}>
      <Icon size={20} aria-hidden />
      <span className={collapsed ? 'visually-hidden' : undefined}>{t(label)}</span>
      {to === '/alerts' && <OpenCount />}
      {to === '/incidents' && <OpenIncidentCount />}
    </PageLink>
  )
  const Collapse = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const collapseLabel = t(collapsed ? 'nav.expand' : 'nav.collapse')
  return (
    <nav className={styles.side} aria-label={t('nav.label')}>
      <Link to="/" className={styles.brand} aria-label="Hyperion">
        <BrandMark size={32} />
        {!collapsed && 'Hyperion'}
      </Link>
      {pages.filter((page) => page.group === 'main').map(item)}
      {!collapsed && <div className={styles.group}>{t('nav.settings')}</div>}
      {pages.filter((page) => page.group === 'settings').map(item)}
      <div className={styles.push} />
      <a
        className={styles.link}
        href={API_DOCS}
        target="_blank"
        rel="noreferrer"
        title={collapsed ? t('nav.apiDocs') : undefined}
        aria-label={t('nav.apiDocs')}
      >
        <IconBook size={20} aria-hidden />
        {!collapsed && t('nav.apiDocs')}
      </a>
      <button type="button" className={styles.link} onClick={onCollapse} title={collapseLabel} aria-label={collapseLabel}>
        <Collapse size={20} aria-hidden />
        {!collapsed && collapseLabel}
      </button>
    </nav>
  )
}

/** The pages within the thumb's reach on a phone; the rest is under More. */
const REACHED = ['/', '/incidents', '/on-call']

export function BottomNavigation({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation()
  const pages = usePages()
  const { pathname } = useLocation()
  const [more, setMore] = useState(false)
  const rest = pages.filter(({ to }) => !REACHED.includes(to))
  const under = rest.some(({ to, also }) => pathname === to || pathname.startsWith(also ?? `${to}/`))
  return (
    <nav className={styles.bottom} aria-label={t('nav.label')}>
      <PageLink to="/">
        <IconLayoutDashboard size={22} aria-hidden />
        {t('nav.start')}
      </PageLink>
      <PageLink to="/incidents" within>
        <IconUrgent size={22} aria-hidden />
        {t('nav.incidents')}
        <OpenIncidentCount />
      </PageLink>
      <PageLink to="/on-call" within>
        <IconPhoneCall size={22} aria-hidden />
        {t('nav.onCall')}
      </PageLink>
      <button type="button" aria-expanded={more} aria-current={under || undefined} onClick={() => setMore(true)}>
        <IconDots size={22} aria-hidden />
        {t('nav.more')}
        <OpenCount />
      </button>
      {more && <MoreSheet pages={rest} onSearch={onSearch} onClose={() => setMore(false)} />}
    </nav>
  )
}
