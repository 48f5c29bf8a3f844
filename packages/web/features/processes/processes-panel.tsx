import type { ProcessesAnswer } from '@hyperion/wire/web'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { IconArrowDown } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import styles from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { useSeen } from '../hosts/use-seen.ts'
import { useView } from '../hosts/view.tsx'

const EVERY = 2_000
const SHOWN = 12

export function ProcessesPanel() {
  const { t } = useTranslation()
  return (
    <Panel id="top" title={t('section.top')} note={t('section.topNote')} wide>
      <TopProcesses />
    </Panel>
  )
}

function TopProcesses() {
  const { t } = useTranslation()
  const view = useView()
  const sort = view.state.processSort
  const [place, seen] = useSeen()
  const query = useQuery({
    queryKey: ['host', 1, 'processes', sort],
    queryFn: ({ signal }) => request<ProcessesAnswer>(`/api/processes?sort=${sort}&limit=${SHOWN}`, { signal }),
    refetchInterval: seen ? EVERY : false,
    placeholderData: keepPreviousData,
  })
  return (
    <div ref={place}>
      {query.data ? (
        query.data.processes.length === 0 ? (
          <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>
        ) : (
          <ProcessTable answer={query.data} sort={sort} onSort={(processSort) => view.change({ processSort })} />
        )
      ) : query.isError ? (
        <PanelFailure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <PanelSkeleton height={320} />
      )}
    </div>
  )
}

type TableProps = { readonly answer: ProcessesAnswer; readonly sort: 'cpu' | 'memory'; readonly onSort: (sort: 'cpu' | 'memory') => void }

function ProcessTable({ answer, sort, onSort }: TableProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = Date.parse(answer.timestamp)
  const header = (key: 'cpu' | 'memory') => (
    <th scope="col" className={styles.number} aria-sort={sort === key ? 'descending' : 'none'}>
      <button type="button" className={styles.sort} data-active={sort === key || undefined} onClick={() => onSort(key)}>
        {sort === key && <IconArrowDown size={14} aria-hidden />}
        {t(`process.${key}`)}
      </button>
    </th>
  )
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('process.name')}</th>
            <th scope="col" className={styles.optional}>
              {t('process.state')}
            </th>
            <th scope="col" className={styles.optional}>
              {t('process.user')}
            </th>
            <th scope="col" className={`${styles.number} ${styles.optional}`}>
              {t('process.pid')}
            </th>
            {header('cpu')}
            {header('memory')}
            <th scope="col" className={`${styles.number} ${styles.optional}`}>
              {t('process.started')}
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.processes.map((each) => (
            <tr key={`${each.pid} ${each.started_at}`}>
              <td className={styles.grow} title={each.command}>
                <span className={styles.name}>{each.name}</span> <span className={styles.sub}>{each.command}</span>
              </td>
              <td className={styles.optional}>
                <span className={styles.tag} data-tone={each.state === 'zombie' ? 'warn' : 'quiet'}>
                  {t(`process.states.${each.state}`, { defaultValue: each.state })}
                </span>
              </td>
              <td className={styles.optional}>{each.user}</td>
              <td className={`${styles.number} ${styles.optional}`}>{each.pid}</td>
              <td className={styles.number}>{formats.percent(each.cpu_percent)}</td>
              <td className={styles.number} title={formats.percent(each.memory_percent)}>
                {formats.bytes(each.memory_bytes)}
              </td>
              <td className={`${styles.number} ${styles.optional}`} title={formats.dateTime(Date.parse(each.started_at))}>
                {formats.relative(Date.parse(each.started_at), now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
