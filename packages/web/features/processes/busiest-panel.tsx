import type { BusiestAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { Seen } from '../hosts/lacks.tsx'
import styles from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { useView } from '../hosts/view.tsx'
import { useBusiest } from './queries.ts'

/** What used the host most over the window that the charts show. */
export function BusiestPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const { zoom, range } = view.state
  const query = useBusiest(host, view.window, zoom ? `${zoom.from}-${zoom.to}` : range, zoom === null)
  const note = query.data && t('hostPage.busiest.note', { span: formats.duration(query.data.span_ms) })
  return (
    <Panel id="busiest" title={t('hostPage.busiest.title')} note={note} wide>
      <Seen host={host} what="processes">
        {query.data ? <Programs answer={query.data} /> : <PanelPending query={query} height={240} />}
      </Seen>
    </Panel>
  )
}

function Programs({ answer }: { answer: BusiestAnswer }) {
  const { t } = useTranslation()
  if (answer.programs.length === 0) return <PanelEmpty>{t('hostPage.busiest.none')}</PanelEmpty>
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${styles.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('hostPage.busiest.program')}</th>
            <th scope="col">{t('process.user')}</th>
            <th scope="col" className={styles.number}>
              {t('hostPage.busiest.count')}
            </th>
            <th scope="col" className={styles.number}>
              {t('hostPage.busiest.cpu')}
            </th>
            <th scope="col" className={styles.number}>
              {t('hostPage.busiest.cpuPeak')}
            </th>
            <th scope="col" className={styles.number}>
              {t('hostPage.busiest.memory')}
            </th>
            <th scope="col" className={styles.number}>
              {t('hostPage.busiest.memoryPeak')}
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.programs.map((program) => (
            <ProgramRow key={`${program.name} ${program.user}`} program={program} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ProgramRow({ program }: { program: BusiestAnswer['programs'][number] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const peakAt = program.cpu_peak_at
  return (
    <tr>
      <td className={`${styles.grow} ${styles.short}`} title={program.command}>
        <span className={styles.name}>{program.name}</span> <span className={styles.sub}>{program.command}</span>
      </td>
      <td data-label={t('process.user')}>{program.user}</td>
      <td className={styles.number} data-label={t('hostPage.busiest.count')}>
        {formats.number(program.processes)}
      </td>
      <td className={styles.number} data-label={t('hostPage.busiest.cpu')}>
        {formats.percent(program.cpu_percent)}
      </td>
      <td className={styles.number} data-label={t('hostPage.busiest.cpuPeak')}>
        {peakAt === 0 ? (
          formats.percent(program.cpu_peak)
        ) : (
          <button
            type="button"
            className={styles.moment}
            title={t('hostPage.busiest.show', { time: formats.dateTime(peakAt) })}
            aria-label={`${formats.percent(program.cpu_peak)}, ${t('hostPage.busiest.show', { time: formats.dateTime(peakAt) })}`}
            onClick={() => view.change({ at: peakAt })}
          >
            {formats.percent(program.cpu_peak)}
          </button>
        )}
      </td>
      <td className={styles.number} data-label={t('hostPage.busiest.memory')}>
        {formats.bytes(program.memory_bytes)}
      </td>
      <td className={styles.number} data-label={t('hostPage.busiest.memoryPeak')}>
        {formats.bytes(program.memory_peak_bytes)}
      </td>
    </tr>
  )
}
