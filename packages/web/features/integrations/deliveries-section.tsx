import type { InboundDeliveryRow } from '@hyperion/wire/inbound'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import styles from './integrations.module.css'
import { PAGE_SIZE, useDeliveries } from './queries.ts'
import { StateTag } from './state-tag.tsx'

interface DeliveriesProps {
  readonly integration: string
  readonly now: number
  readonly page: number
  readonly onOpen: (delivery: number) => void
  readonly onPage: (page: number) => void
}

/** What came in, newest first. */
export function DeliveriesSection({ integration, now, page, onOpen, onPage }: DeliveriesProps) {
  const { t } = useTranslation()
  const query = useDeliveries(integration, page)
  const { data } = query
  const pages = Math.max(1, Math.ceil((data?.count ?? 0) / PAGE_SIZE))
  return (
    <section className={settings.card} aria-labelledby="deliveries">
      <h2 id="deliveries">{t('integrations.deliveries.title')}</h2>
      {data && data.count === 0 ? (
        <PanelEmpty>{t('integrations.deliveries.none')}</PanelEmpty>
      ) : data ? (
        <>
          <ul className={styles.rows}>
            {data.results.map((each) => (
              <Delivery key={each.id} delivery={each} now={Math.max(now, query.dataUpdatedAt)} onOpen={onOpen} />
            ))}
          </ul>
          {pages > 1 && (
            <div className={styles.pager}>
              <Button size="xs" variant="default" disabled={page <= 1} onClick={() => onPage(page - 1)}>
                {t('integrations.deliveries.newer')}
              </Button>
              <span className="muted">{t('integrations.deliveries.page', { page, pages })}</span>
              <Button size="xs" variant="default" disabled={page >= pages} onClick={() => onPage(page + 1)}>
                {t('integrations.deliveries.older')}
              </Button>
            </div>
          )}
        </>
      ) : query.isError ? (
        <PanelFailure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <PanelSkeleton height={160} />
      )}
    </section>
  )
}

function Delivery({ delivery, now, onOpen }: { delivery: InboundDeliveryRow; now: number; onOpen: (id: number) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { id, state, last_at: at, size, repeats, error, outcomes } = delivery
  const said = Object.entries(outcomes).map(([outcome, count]) => t(`integrations.outcomes.${outcome}`, { count }))
  return (
    <li data-delivery={id}>
      <div className={styles.state}>
        <StateTag state={state} />
      </div>
      <div className={styles.what}>
        <div>{said.length > 0 ? said.join(', ') : (error ?? t('integrations.deliveries.nothing'))}</div>
        <div className={panel.sub}>
          <When at={at} now={now} /> · {formats.bytes(size)}
          {repeats > 0 && ` · ${t('integrations.deliveries.repeats', { count: repeats })}`}
        </div>
      </div>
      <Button size="xs" variant="default" onClick={() => onOpen(id)} aria-label={t('integrations.deliveries.showOf', { id })}>
        {t('integrations.deliveries.show')}
      </Button>
    </li>
  )
}
