import type { HistoryStorageAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { IconAlertTriangle, IconChevronLeft } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelPending } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import { ForecastChart } from './forecast-chart.tsx'
import { HostStorage } from './host-storage.tsx'
import { HostTable } from './host-table.tsx'
import { useStorage } from './queries.ts'
import { RetentionForm } from './retention-form.tsx'
import { growthText } from './retention-text.ts'
import styles from './storage.module.css'

/** Fuller than in so many days is a warning. */
const SOON_MS = 90 * 86_400_000

export function RetentionPage() {
  const { t } = useTranslation()
  const query = useStorage()
  const [params] = useSearchParams()
  useTitle(t('storage.title'))
  const host = query.data?.hosts.find(({ id }) => String(id) === params.get('host'))
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <div>
        {host && (
          <Link to="/settings/retention" className={styles.back}>
            <IconChevronLeft size={16} aria-hidden />
            {t('storage.title')}
          </Link>
        )}
        <h1 className={settings.title}>{host ? host.name : t('storage.title')}</h1>
        {!host && <p className="muted">{t('storage.lead')}</p>}
      </div>
      {host ? (
        <HostStorage host={host.id} />
      ) : query.data ? (
        <Whole storage={query.data} />
      ) : (
        <PanelPending query={query} height={480} framed />
      )}
    </div>
  )
}

function Whole({ storage }: { storage: HistoryStorageAnswer }) {
  const { t } = useTranslation()
  const { volume, retention } = storage
  return (
    <>
      <section className={settings.card} aria-label={t('storage.history')}>
        <Summary storage={storage} />
        {storage.day_bytes > 0 && (
          <ForecastChart forecast={storage.forecast} room={volume && storage.bytes + volume.free_bytes + storage.free_bytes} />
        )}
        {storage.deleting.length > 0 && (
          <p role="status" className="muted">
            {t('storage.deleting', { count: storage.deleting.reduce((sum, { blocks_left }) => sum + blocks_left, 0) })}
          </p>
        )}
      </section>
      <section className={settings.card} aria-label={t('storage.retention')}>
        <h2>{t('storage.retentionOfAll')}</h2>
        <RetentionForm key={JSON.stringify(retention)} host={null} days={retention} />
      </section>
      <section className={settings.card} aria-label={t('storage.byHost')}>
        <h2>{t('storage.byHost')}</h2>
        <HostTable hosts={storage.hosts} />
      </section>
    </>
  )
}

function Summary({ storage }: { storage: HistoryStorageAnswer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { at, volume, full_at: full, forecast } = storage
  const soon = full !== null && full - at < SOON_MS
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{t('storage.history')}</dt>
        <dd>{formats.bytes(storage.bytes)}</dd>
      </div>
      <div>
        <dt>{t('storage.columns.growth')}</dt>
        <dd>{growthText(t, formats, storage.day_bytes, storage.growth_per_day)}</dd>
      </div>
      <div>
        <dt>{t('storage.columns.forecast')}</dt>
        <dd>
          {forecast.settled_bytes === null ? t('storage.forEver') : t('storage.atTheEnd', { bytes: formats.bytes(forecast.settled_bytes) })}
        </dd>
      </div>
      <div>
        <dt>{t('storage.free')}</dt>
        <dd data-soon={soon}>
          {volume === null ? t('storage.elsewhere') : formats.bytes(volume.free_bytes)}
          {full !== null && (
            <span title={formats.date(full)}>
              {soon && <IconAlertTriangle size={16} aria-hidden />}
              {t('storage.fullIn', { count: Math.max(0, Math.round((full - at) / 86_400_000)) })}
            </span>
          )}
        </dd>
      </div>
    </dl>
  )
}
