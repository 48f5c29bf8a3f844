import type { LiveNotification } from '@hyperion/wire/live'
import { CloseButton } from '@mantine/core'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from '../../app/icons.ts'
import { useNotices } from '../../live/feed.tsx'
import styles from './notifications.module.css'

type Notice = LiveNotification['data'] & { readonly key: number }

const SHOWN_MS = 10_000
const MOST = 3
const SIGNS = {
  error: { Icon: IconAlertOctagon, tone: 'bad' },
  warning: { Icon: IconAlertTriangle, tone: 'warn' },
  info: { Icon: IconInfoCircle, tone: 'quiet' },
} as const

/** What happens while the app is open, for a moment and at most a few at a time. */
export function Toasts() {
  const { t } = useTranslation()
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const next = useRef(0)
  const close = useCallback((key: number) => setNotices((shown) => shown.filter((each) => each.key !== key)), [])
  useNotices((data) => {
    const key = next.current++
    setNotices((shown) => [...shown, { ...data, key }].slice(-MOST))
    setTimeout(() => close(key), SHOWN_MS)
  })
  return (
    <div className={styles.toasts} role="log" aria-label={t('notifications.live')}>
      {notices.map(({ key, level, message }) => {
        const { Icon, tone } = SIGNS[level]
        return (
          <div key={key} className={styles.toast}>
            <span className={styles.sign} data-tone={tone}>
              <Icon size={20} aria-hidden />
              <span className="visually-hidden">{t(`notifications.tone.${tone}`)}</span>
            </span>
            <p className={styles.message}>{message}</p>
            <CloseButton size="sm" aria-label={t('common.close')} onClick={() => close(key)} />
          </div>
        )
      })}
    </div>
  )
}
