import { Button, CloseButton } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '../../app/icons.ts'
import { useNotices } from '../../live/feed.tsx'
import { type Announcement, onAnnouncement } from './announcements.ts'
import { incidentIn } from './incident-link.ts'
import styles from './notifications.module.css'

type Shown = Announcement & { readonly key: number }

const SHOWN_MS = 10_000
const MOST = 3
const ICONS = { good: IconCircleCheck, warn: IconAlertTriangle, bad: IconAlertOctagon, quiet: IconInfoCircle }
const TONES = { error: 'bad', warning: 'warn', info: 'quiet' } as const

/** What happens while the app is open, for a moment and at most a few at a time. */
export function Toasts() {
  const { t } = useTranslation()
  const [shown, setShown] = useState<readonly Shown[]>([])
  const next = useRef(0)
  const close = useCallback((key: number) => setShown((all) => all.filter((each) => each.key !== key)), [])
  const show = useCallback(
    (announcement: Announcement) => {
      const key = next.current++
      setShown((all) => [...all, { ...announcement, key }].slice(-MOST))
      setTimeout(() => close(key), SHOWN_MS)
    },
    [close],
  )
  useNotices(({ level, message }) => {
    const incident = incidentIn(message)
    show({ tone: TONES[level], message, ...(incident && { actions: [{ label: t('incidents.open'), to: incident.to }] }) })
  })
  useEffect(() => onAnnouncement(show), [show])
  return (
    <div className={styles.toasts} role="log" aria-label={t('notifications.live')}>
      {shown.map((each) => (
        <Toast key={each.key} toast={each} onClose={() => close(each.key)} />
      ))}
    </div>
  )
}

function Toast({ toast: { tone, message, actions = [] }, onClose }: { toast: Shown; onClose: () => void }) {
  const { t } = useTranslation()
  const Icon = ICONS[tone]
  return (
    <div className={styles.toast}>
      <span className={styles.sign} data-tone={tone}>
        <Icon size={20} aria-hidden />
        <span className="visually-hidden">{t(`notifications.tone.${tone}`)}</span>
      </span>
      <div className={styles.text}>
        <p className={styles.message}>{message}</p>
        {actions.length > 0 && (
          <div className={styles.toastActions}>
            {actions.map((action) =>
              'to' in action ? (
                <Button key={action.label} component={Link} to={action.to} variant="default" size="xs" onClick={onClose}>
                  {action.label}
                </Button>
              ) : (
                <Button
                  key={action.label}
                  variant="default"
                  size="xs"
                  onClick={() => {
                    onClose()
                    action.run()
                  }}
                >
                  {action.label}
                </Button>
              ),
            )}
          </div>
        )}
      </div>
      <CloseButton size="sm" aria-label={t('common.close')} onClick={onClose} />
    </div>
  )
}
