import type { HostStorageRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { IconArrowDown, IconArrowUp } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import { growthText, outlookText, retentionText } from './retention-text.ts'
import styles from './storage.module.css'

const COLUMNS = {
  name: (host: HostStorageRow) => host.name,
  bytes: (host: HostStorageRow) => host.bytes,
  growth: (host: HostStorageRow) => host.growth_per_day,
  forecast: (host: HostStorageRow) => host.settled_bytes ?? host.bytes_in_a_year,
  raw: (host: HostStorageRow) => host.retention.raw_days,
} as const
type ColumnName = keyof typeof COLUMNS
const NAMES = Object.keys(COLUMNS) as ColumnName[]
/** More rows than this come when they are asked for. */
const SHOWN = 200

/** The order is in the address: `sort=-bytes`. */
function useOrder() {
  const [params, setParams] = useSearchParams()
  const asked = params.get('sort') ?? '-bytes'
  const by = NAMES.find((name) => name === asked.replace(/^-/, '')) ?? 'bytes'
  const down = asked.startsWith('-')
  const sorted = (hosts: readonly HostStorageRow[]): readonly HostStorageRow[] => {
    const compare = (a: HostStorageRow, b: HostStorageRow): number => {
      const [left, right] = [COLUMNS[by](a), COLUMNS[by](b)]
      return typeof left === 'string' ? left.localeCompare(String(right)) : left - Number(right)
    }
    return hosts.toSorted((a, b) => (down ? compare(b, a) : compare(a, b)) || a.id - b.id)
  }
  const choose = (name: ColumnName): void => {
    const next = name === by ? !down : name !== 'name'
    params.set('sort', `${next ? '-' : ''}${name}`)
    setParams(params, { replace: true })
  }
  const all = params.get('all') === 'yes'
  const showAll = (): void => {
    params.set('all', 'yes')
    setParams(params, { replace: true })
  }
  return { by, down, sorted, choose, all, showAll }
}

export function HostTable({ hosts }: { hosts: readonly HostStorageRow[] }) {
  const { t } = useTranslation()
  const { by, down, sorted, choose, all, showAll } = useOrder()
  const rows = sorted(hosts)
  return (
    <div className={styles.scroll}>
      <table className={`${panel.table} ${styles.table}`}>
        <thead>
          <tr>
            {NAMES.map((name) => (
              <th
                key={name}
                scope="col"
                aria-sort={name === by ? (down ? 'descending' : 'ascending') : 'none'}
                data-figure={name !== 'name'}
              >
                <button type="button" className={styles.sort} onClick={() => choose(name)}>
                  {t(`storage.columns.${name}`)}
                  {name === by && (down ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, all ? rows.length : SHOWN).map((host) => (
            <Row key={host.id} host={host} />
          ))}
        </tbody>
      </table>
      {!all && rows.length > SHOWN && (
        <button type="button" className={styles.more} onClick={showAll}>
          {t('storage.showAll', { count: rows.length })}
        </button>
      )}
    </div>
  )
}

function Row({ host }: { host: HostStorageRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const perValue = host.bytes_per_value === null ? '' : t('storage.perValue', { bytes: formats.number(host.bytes_per_value, 2) })
  return (
    <tr data-host={host.name}>
      <td className={styles.name}>
        <Link to={`/settings/retention?host=${host.id}`}>{host.name}</Link>
      </td>
      <td data-label={t('storage.columns.bytes')} data-figure title={perValue}>
        {formats.bytes(host.bytes)}
      </td>
      <td data-label={t('storage.columns.growth')} data-figure>
        {growthText(t, formats, host.day_bytes, host.growth_per_day)}
      </td>
      <td data-label={t('storage.columns.forecast')} data-figure>
        {outlookText(t, formats, host)}
      </td>
      <td data-label={t('storage.columns.raw')} data-figure>
        {host.own_retention && <span className={styles.own}>{t('storage.own')}</span>} {retentionText(t, host.retention)}
      </td>
    </tr>
  )
}
