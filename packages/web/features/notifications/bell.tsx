import { ActionIcon, Button, Popover } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { IconBell } from '../../app/icons.ts'
import { useNotices } from '../../live/feed.tsx'
import { PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { NotificationList } from './notification-list.tsx'
import styles from './notifications.module.css'
import { markRead, refreshNotifications, useLatestNotifications } from './queries.ts'

/** What is told live is in the list a moment later. */
const KEPT_AFTER_MS = 500
const MOST_SHOWN = 99

/** What is new, and how much of it. */
export function Bell() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const query = useLatestNotifications()
  const unread = query.data?.unread ?? 0
  const newest = query.data?.notifications[0]?.id
  useNotices(() => void setTimeout(() => void refreshNotifications(client), KEPT_AFTER_MS))
  const { key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a message may have led to another page
  useEffect(() => setOpen(false), [key])
  const label = unread > 0 ? t('notifications.bell', { count: unread }) : t('nav.notifications')
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={380} shadow="md" trapFocus transitionProps={{ duration: 100 }}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={styles.bell ?? ''}
          aria-label={label}
          title={label}
          onClick={() => setOpen(!open)}
        >
          <IconBell size={20} aria-hidden />
          {unread > 0 && (
            <span className={styles.count} aria-hidden>
              {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} className={styles.panel ?? ''} aria-label={t('nav.notifications')}>
        <div className={styles.panelBody}>
          {query.data ? (
            query.data.notifications.length > 0 ? (
              <NotificationList rows={query.data.notifications} unread={unread} now={query.dataUpdatedAt} />
            ) : (
              <PanelEmpty>{t('notifications.none')}</PanelEmpty>
            )
          ) : (
            <PanelPending query={query} height={160} />
          )}
        </div>
        <div className={styles.panelFoot}>
          <Button component={Link} to="/notifications" variant="subtle" size="xs" onClick={() => setOpen(false)}>
            {t('notifications.all')}
          </Button>
          {unread > 0 && newest !== undefined && (
            <Button variant="default" size="xs" onClick={() => void markRead(client, newest)}>
              {t('notifications.markRead')}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
