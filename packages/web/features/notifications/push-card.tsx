import type { PushAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { IconBell, IconTrash } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import settings from '../settings/settings.module.css'
import { obstacle, switchOff, switchOn, thisBrowser, usePush } from './browser-push.ts'
import styles from './notifications.module.css'

/** Which of one's browsers are told also while the app is closed. */
export function PushCard() {
  const { t } = useTranslation()
  const query = usePush()
  return (
    <section className={settings.card} aria-labelledby="push-title">
      <h2 id="push-title">{t('push.title')}</h2>
      <p className="muted">{t('push.text')}</p>
      {query.data && <Browsers answer={query.data} now={query.dataUpdatedAt} />}
    </section>
  )
}

function Browsers({ answer, now }: { answer: PushAnswer; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const hindered = obstacle()
  const own = answer.browsers.find(({ id }) => id === thisBrowser())
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setFailure(null)
    try {
      if ((await work()) === false) setFailure(t('push.why.denied'))
    } catch (error) {
      setFailure(error instanceof ApiError ? error.message : t('push.failed'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {answer.browsers.length > 0 && (
        <ul className={styles.list}>
          {answer.browsers.map(({ id, label, created_at }) => (
            <li key={id} className={styles.browser}>
              <span className={styles.text}>
                {label} {id === own?.id && <span className="muted">({t('push.this')})</span>}
                <span className={styles.sub}>{formats.relative(Math.min(Date.parse(created_at), now), now)}</span>
              </span>
              <Button
                variant="default"
                size="xs"
                disabled={busy}
                leftSection={<IconTrash size={16} aria-hidden />}
                aria-label={t('push.removeOf', { label })}
                onClick={() => void attempt(() => switchOff(client, id))}
              >
                {t('push.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {!own && (
        <div>
          <Button
            variant="default"
            loading={busy}
            disabled={hindered !== null}
            leftSection={<IconBell size={18} aria-hidden />}
            onClick={() => void attempt(() => switchOn(client, answer.public_key))}
          >
            {t('push.switchOn')}
          </Button>
        </div>
      )}
      <p role="status" className="muted">
        {failure ?? (!own && hindered ? t(`push.why.${hindered}`) : '')}
      </p>
    </>
  )
}
