import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { IconCheck } from '../../app/icons.ts'
import { OlderButton } from '../../app/older-button.tsx'
import { useTitle } from '../../app/use-title.ts'
import { PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import users from '../users/users.module.css'
import { NotificationList } from './notification-list.tsx'
import { PushCard } from './push-card.tsx'
import { markRead, useNotifications } from './queries.ts'

/** Everything that was told, newest first. */
export function NotificationsPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useNotifications()
  useTitle(t('nav.notifications'))
  const rows = query.data?.pages.flatMap(({ notifications }) => notifications)
  const unread = query.data?.pages[0]?.unread ?? 0
  const newest = rows?.[0]?.id
  return (
    <div className={settings.page}>
      <header className={users.head}>
        <h1 className={settings.title}>{t('nav.notifications')}</h1>
        {unread > 0 && newest !== undefined && (
          <div className={users.tools}>
            <Button variant="default" leftSection={<IconCheck size={18} aria-hidden />} onClick={() => void markRead(client, newest)}>
              {t('notifications.markRead')}
            </Button>
          </div>
        )}
      </header>
      <section className={users.list} aria-label={t('nav.notifications')}>
        {rows && rows.length > 0 ? (
          <NotificationList rows={rows} unread={unread} now={query.dataUpdatedAt} />
        ) : rows ? (
          <PanelEmpty>{t('notifications.none')}</PanelEmpty>
        ) : (
          <PanelPending query={query} height={240} />
        )}
      </section>
      <PushCard />
      <OlderButton query={query} />
    </div>
  )
}
