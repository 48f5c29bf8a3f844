import type { HostAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import styles from './panel.module.css'
import { Panel, PanelPending } from './panel.tsx'
import { useHost } from './queries.ts'

export function FactsPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const query = useHost(host)
  return (
    <Panel id="facts" title={t('section.facts')} wide>
      {query.data ? <Facts facts={query.data} /> : <PanelPending query={query} />}
    </Panel>
  )
}

function Facts({ facts }: { facts: HostAnswer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { info } = facts
  const now = useNow()
  const { cloud } = facts
  const rows: FactRow[] = [
    [t('facts.hostname'), info.hostname],
    [t('facts.os'), `${info.os.name} ${info.os.version}`],
    [t('facts.kernel'), `${info.os.kernel} · ${info.os.architecture}`],
    [t('facts.cpu'), `${info.cpu.model ?? t('facts.unknownCpu')} · ${t('facts.cores', { count: info.cpu.cores })}`],
    [t('facts.memory'), formats.bytes(info.memory_bytes)],
    [t('facts.booted'), `${formats.dateTime(info.booted_at)} · ${formats.duration(Math.max(0, now - info.booted_at))}`],
    ...(cloud
      ? [
          [
            t('hostPage.inventory.cloud'),
            [cloud.provider, cloud.region, cloud.instance_type].filter((part) => part !== null).join(' · '),
          ] as const,
        ]
      : []),
    ...facts.interfaces
      .filter((each) => !each.virtual)
      .map(
        (each): FactRow => [
          `${each.name} · ${t(each.up ? 'facts.up' : 'facts.down')}${each.speed ? ` · ${formats.bitRate(each.speed)}` : ''}`,
          [...each.ipv4, ...each.ipv6, each.mac ? t('facts.mac', { mac: each.mac }) : ''].filter((text) => text !== '').join(' · ') ||
            t('facts.noAddress'),
        ],
      ),
    ...facts.degraded.map((trouble): FactRow => [t('facts.trouble'), trouble]),
  ]
  return <FactList rows={rows} />
}

export type FactRow = readonly [name: string, value: string]

export function FactList({ rows }: { rows: readonly FactRow[] }) {
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <div key={`${name} ${value}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
