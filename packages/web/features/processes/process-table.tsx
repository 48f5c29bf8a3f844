import { useTranslation } from 'react-i18next'
import { IconArrowDown } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import styles from '../hosts/panel.module.css'
import type { ProcessRow, ProcessSort } from './queries.ts'

interface ProcessTableProps {
  readonly processes: readonly ProcessRow[]
  /** When they were so. */
  readonly at: number
  readonly sort: ProcessSort
  readonly onSort: (sort: ProcessSort) => void
}

export function ProcessTable({ processes, at, sort, onSort }: ProcessTableProps) {
  const { t } = useTranslation()
  const header = (key: ProcessSort) => (
    <th scope="col" className={styles.number} aria-sort={sort === key ? 'descending' : 'none'}>
      <button type="button" className={styles.sort} data-active={sort === key || undefined} onClick={() => onSort(key)}>
        {sort === key && <IconArrowDown size={14} aria-hidden />}
        {t(`process.${key}`)}
      </button>
    </th>
  )
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${styles.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('process.name')}</th>
            <th scope="col">{t('process.user')}</th>
            <th scope="col" className={styles.number}>
              {t('process.pid')}
            </th>
            <th scope="col" className={styles.number}>
              {t('hostPage.processes.threads')}
            </th>
            {header('cpu')}
            {header('memory')}
            <th scope="col" className={styles.number}>
              {t('process.started')}
            </th>
          </tr>
        </thead>
        <tbody>
          {processes.map((each) => (
            <Row key={`${each.pid} ${each.started_at} ${each.ended}`} process={each} at={at} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ process, at }: { process: ProcessRow; at: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <tr>
      <td className={`${styles.grow} ${styles.short}`} title={process.command}>
        <span className={styles.name}>{process.name}</span> <span className={styles.sub}>{process.command}</span>
        {process.ended && (
          <span className={styles.tag} data-tone="quiet">
            {' '}
            · {t('hostPage.processes.ended')}
          </span>
        )}
      </td>
      <td data-label={t('process.user')}>{process.user}</td>
      <td className={styles.number} data-label={t('process.pid')}>
        {process.pid}
      </td>
      <td className={styles.number} data-label={t('hostPage.processes.threads')}>
        {process.threads}
      </td>
      <td className={styles.number} data-label={t('process.cpu')}>
        {formats.percent(process.cpu_percent)}
      </td>
      <td className={styles.number} data-label={t('process.memory')} title={formats.percent(process.memory_percent)}>
        {formats.bytes(process.memory_bytes)}
      </td>
      <td className={styles.number} data-label={t('process.started')} title={formats.dateTime(process.started_at)}>
        {formats.relative(Math.min(process.started_at, at), at)}
      </td>
    </tr>
  )
}
