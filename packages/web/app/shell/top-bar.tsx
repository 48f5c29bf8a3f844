import { ActionIcon, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { HUB_HOST, useHost } from '../../features/hosts/queries.ts'
import { Bell } from '../../features/notifications/bell.tsx'
import { signOut } from '../../features/session/session.ts'
import { IconBook, IconLogout, IconSearch, IconUser } from '../icons.ts'
import { ConnectionBadge } from './connection-badge.tsx'
import { API_DOCS } from './navigation.tsx'
import { LanguageMenu, ThemeMenu } from './preferences-menus.tsx'
import styles from './top-bar.module.css'

export function TopBar({ username, onSearch }: { username: string; onSearch: () => void }) {
  const { t } = useTranslation()
  const host = useHost(HUB_HOST)
  return (
    <header className={styles.top}>
      <div className={styles.topTitle}>
        <span className={styles.hostName} title={host.data?.name}>
          {host.data?.name ?? ' '}
        </span>
        <ConnectionBadge />
      </div>
      <button type="button" className={styles.search} onClick={onSearch}>
        <IconSearch size={16} aria-hidden />
        {t('nav.search')}
        <kbd>{/Mac|iP/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <Bell />
      <LanguageMenu />
      <ThemeMenu />
      <UserMenu username={username} />
    </header>
  )
}

function UserMenu({ username }: { username: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return (
    <Menu position="bottom-end" width={208} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.account', { username })} title={username}>
          <IconUser size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{username}</Menu.Label>
        <Menu.Item component={Link} to="/settings/profile" leftSection={<IconUser size={16} aria-hidden />}>
          {t('nav.profile')}
        </Menu.Item>
        <Menu.Item component="a" href={API_DOCS} target="_blank" rel="noreferrer" leftSection={<IconBook size={16} aria-hidden />}>
          {t('nav.apiDocs')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut(client)}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
