import type { RowOf } from '@hyperion/wire/actions'
import type { ContainerRow, Snake } from '@hyperion/wire/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { useOperation } from '../operating/use-operation.ts'
import styles from './container-details.module.css'

type Row = Snake<RowOf<'container.stats'>>

const KEPT = 120
const WINDOW_MS = 60_000

/** What a container uses at this moment, second by second. */
export function ContainerUsage({ host, container }: { host: number; container: ContainerRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { engine, container_id: id } = container
  const [rows, setRows] = useState<readonly Row[]>([])
  const onRows = (more: readonly Row[]) => setRows((before) => [...before, ...more].slice(-KEPT))
  const { state, error, again } = useOperation(host, 'container.stats', { engine, id }, { onRows })
  const last = rows.at(-1)
  if (error) return <PanelFailure error={new Error(error.message)} retry={again} />
  if (state === 'ended') return <PanelEmpty>{t('containerActions.usage.stopped')}</PanelEmpty>
  if (!last) return <PanelSkeleton height={240} />
  const rate = (field: 'rx_bytes' | 'tx_bytes' | 'read_bytes' | 'write_bytes') => ratesOf(rows, field)
  const figures = [
    ['cpu', formats.percent(last.cpu_percent), rows.map(({ cpu_percent }) => cpu_percent)],
    ['memory', memoryText(formats, last), rows.map(({ memory_bytes }) => memory_bytes)],
    ...(['rx_bytes', 'tx_bytes', 'read_bytes', 'write_bytes'] as const).map(
      (field) => [field, formats.rate(rate(field).at(-1) ?? null), rate(field)] as const,
    ),
  ] as const
  return (
    <dl className={styles.usage}>
      {figures.map(([name, text, values]) => (
        <div key={name}>
          <dt>{t(`containerActions.usage.${name}`)}</dt>
          <dd>{text}</dd>
          <Sparkline
            times={rows.map(({ at }) => at)}
            values={[...values]}
            window={{ from: last.at - WINDOW_MS, to: last.at }}
            top={null}
            bands={null}
          />
        </div>
      ))}
      <div>
        <dt>{t('containerActions.usage.processes')}</dt>
        <dd>{last.processes ?? '–'}</dd>
      </div>
    </dl>
  )
}

function memoryText(formats: ReturnType<typeof useFormats>, { memory_bytes: used, memory_limit_bytes: limit }: Row): string {
  return limit ? `${formats.bytes(used)} / ${formats.bytes(limit)}` : formats.bytes(used)
}

/** Bytes a second between each and the one before; a counter that went back began anew. */
function ratesOf(rows: readonly Row[], field: 'rx_bytes' | 'tx_bytes' | 'read_bytes' | 'write_bytes'): (number | null)[] {
  return rows.map((row, i) => {
    const before = rows[i - 1]
    const [now, then] = [row[field], before?.[field] ?? null]
    if (!before || now === null || then === null || now < then || row.at <= before.at) return null
    return ((now - then) * 1000) / (row.at - before.at)
  })
}
