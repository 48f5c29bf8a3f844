import type { HostStorageAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import { ForecastChart } from './forecast-chart.tsx'
import { useHostStorage } from './queries.ts'
import { RetentionForm } from './retention-form.tsx'
import { growthText, outlookText, retentionText } from './retention-text.ts'
import styles from './storage.module.css'

/** What the history of a host takes, will take, and how long it is kept. */
export function HostStorage({ host }: { host: number }) {
  const query = useHostStorage(host)
  if (query.data) return <Storage storage={query.data} />
  if (query.isError) return <PanelFailure error={query.error} retry={() => void query.refetch()} />
  return <PanelSkeleton height={420} />
}

function Storage({ storage }: { storage: HostStorageAnswer }) {
  const { t } = useTranslation()
  const { own_retention: own, standard, retention } = storage
  return (
    <div className={styles.stack}>
      <section className={settings.card} aria-label={t('storage.history')}>
        <h2>{t('storage.history')}</h2>
        <Facts storage={storage} />
        {storage.day_bytes > 0 && <ForecastChart forecast={storage.forecast} />}
      </section>
      <section className={settings.card} aria-label={t('storage.retention')}>
        <h2>{t('storage.retention')}</h2>
        <p className="muted">{t(own ? 'storage.ownText' : 'storage.standardText', { days: retentionText(t, standard) })}</p>
        <RetentionForm key={`${storage.id} ${JSON.stringify(retention)}`} host={storage.id} days={retention} own={own} />
      </section>
    </div>
  )
}

function Facts({ storage }: { storage: HostStorageAnswer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { parts, first } = storage
  const shares = Object.entries(parts).filter(([, bytes]) => bytes > 0)
  return (
    <dl className={settings.facts}>
      <dt>{t('storage.size')}</dt>
      <dd>
        {formats.bytes(storage.bytes)}
        {shares.length > 1 && (
          <span className="muted">
            {' '}
            ({shares.map(([part, bytes]) => `${t(`storage.parts.${part}`)} ${formats.bytes(bytes)}`).join(', ')})
          </span>
        )}
      </dd>
      <dt>{t('storage.since')}</dt>
      <dd>{first === null ? t('storage.nothing') : formats.dateTime(first)}</dd>
      <dt>{t('storage.columns.growth')}</dt>
      <dd>{growthText(t, formats, storage.day_bytes, storage.growth_per_day)}</dd>
      <dt>{t('storage.columns.forecast')}</dt>
      <dd>{outlookText(t, formats, storage)}</dd>
    </dl>
  )
}
