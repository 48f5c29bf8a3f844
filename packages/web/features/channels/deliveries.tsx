import type { ChannelRow, DeliveryRow } from '@hyperion/wire/web'
import { Button, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconRefresh } from '../../app/icons.ts'
import { OlderButton } from '../../app/older-button.tsx'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import { PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import users from '../users/users.module.css'
import styles from './channels.module.css'
import { type DeliveryFilter, retryDelivery, useDeliveries } from './queries.ts'

const STATUSES = ['queued', 'sent', 'failed'] as const

interface DeliveriesProps {
  readonly channels: readonly ChannelRow[]
  readonly filter: DeliveryFilter
  readonly onFilter: (filter: Partial<DeliveryFilter>) => void
}

/** What became of what there was to tell, and why something waits. */
export function Deliveries({ channels, filter, onFilter }: DeliveriesProps) {
  const { t } = useTranslation()
  const query = useDeliveries(filter)
  const rows = query.data?.pages.flatMap(({ deliveries }) => deliveries)
  return (
    <>
      <header className={users.head}>
        <h2 className={styles.subtitle}>{t('deliveries.title')}</h2>
        <div className={users.tools}>
          <NativeSelect
            aria-label={t('deliveries.channel')}
            data={[
              { value: '', label: t('deliveries.allChannels') },
              ...channels.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            value={filter.channel ?? ''}
            onChange={(event) => onFilter({ channel: event.currentTarget.value || null })}
          />
          <NativeSelect
            aria-label={t('deliveries.status')}
            data={[
              { value: '', label: t('deliveries.allStatuses') },
              ...STATUSES.map((status) => ({ value: status, label: t(`deliveries.statuses.${status}`) })),
            ]}
            value={filter.status ?? ''}
            onChange={(event) => onFilter({ status: event.currentTarget.value || null })}
          />
        </div>
      </header>
      <section className={users.list} aria-label={t('deliveries.title')}>
        {rows && rows.length > 0 ? (
          <Table rows={rows} channels={channels} now={query.dataUpdatedAt} />
        ) : rows ? (
          <PanelEmpty>{t(filter.channel || filter.status ? 'deliveries.noMatch' : 'deliveries.none')}</PanelEmpty>
        ) : (
          <PanelPending query={query} height={200} />
        )}
      </section>
      <OlderButton query={query} />
    </>
  )
}

function Table({ rows, channels, now }: { rows: readonly DeliveryRow[]; channels: readonly ChannelRow[]; now: number }) {
  const { t } = useTranslation()
  const names = new Map(channels.map(({ id, name }) => [id, name]))
  return (
    <table className={`${panel.table} ${styles.cards}`}>
      <thead>
        <tr>
          <th scope="col">{t('deliveries.status')}</th>
          <th scope="col">{t('deliveries.what')}</th>
          <th scope="col">{t('deliveries.channel')}</th>
          <th scope="col">{t('deliveries.when')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('users.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} channel={names.get(row.channel) ?? ''} now={now} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row, channel, now }: { row: DeliveryRow; channel: string; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const at = Date.parse(row.finished_at ?? row.created_at)
  return (
    <tr>
      <td>
        <Status row={row} />
      </td>
      <td className={styles.what}>
        <span className={panel.name}>{row.host_name}</span> {[row.title, row.instance].filter(Boolean).join(' ')}{' '}
        <span className="muted">{t(`deliveries.kinds.${row.kind}`)}</span>
        {row.error !== null && <div className={`${panel.sub} ${styles.error}`}>{row.error}</div>}
      </td>
      <td>{channel}</td>
      <td>
        <time dateTime={row.finished_at ?? row.created_at} title={formats.dateTime(at)}>
          {formats.relative(Math.min(at, now), now)}
        </time>
      </td>
      <td>{row.status === 'failed' && <Retry id={row.id} />}</td>
    </tr>
  )
}

function Status({ row: { status, waiting } }: { row: DeliveryRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const Icon = status === 'failed' ? IconAlertTriangle : status === 'sent' ? IconCircleCheck : IconClock
  const tone = status === 'failed' ? 'bad' : status === 'sent' ? 'good' : 'quiet'
  return (
    <>
      <span className={panel.tag} data-tone={tone}>
        <Icon size={16} aria-hidden />
        {t(`deliveries.statuses.${status}`)}
      </span>
      {waiting && (
        <div className={panel.sub}>{t(`deliveries.waiting.${waiting.reason}`, { time: formats.time(Date.parse(waiting.until)) })}</div>
      )}
    </>
  )
}

function Retry({ id }: { id: number }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const retry = async () => {
    setBusy(true)
    // The list that is asked for anew tells how it went.
    await retryDelivery(client, id).catch(() => undefined)
    setBusy(false)
  }
  return (
    <Button size="xs" variant="default" loading={busy} leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => void retry()}>
      {t('deliveries.retry')}
    </Button>
  )
}
