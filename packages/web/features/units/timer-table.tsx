import type { TimersAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import styles from './live-units.module.css'

type Timer = TimersAnswer['timers'][number]

/** When each timer goes off next, the soonest first, and what it starts. */
export function TimerTable({ timers, onOpen }: { timers: readonly Timer[]; onOpen: (name: string) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const rows = timers.toSorted((a, b) => (a.next ?? Number.POSITIVE_INFINITY) - (b.next ?? Number.POSITIVE_INFINITY))
  const instant = (at: number | null) =>
    at === null ? (
      '–'
    ) : (
      <time dateTime={new Date(at).toISOString()} title={formats.dateTime(at)}>
        {formats.relative(at, now)}
      </time>
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div className={panel.scroll} tabIndex={0} role="group" aria-label={t('units.filters.timer')}>
      <table className={`${panel.table} ${panel.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('units.timer.next')}</th>
            <th scope="col">{t('units.name')}</th>
            <th scope="col">{t('units.timer.last')}</th>
            <th scope="col">{t('units.timer.starts')}</th>
            <th scope="col">{t('units.timer.schedule')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((timer) => (
            <tr key={timer.name}>
              <td data-label={t('units.timer.next')}>{instant(timer.next)}</td>
              <td className={panel.name}>
                <UnitLink name={timer.name} onOpen={onOpen} />
              </td>
              <td data-label={t('units.timer.last')}>{instant(timer.last)}</td>
              <td data-label={t('units.timer.starts')}>
                <UnitLink name={timer.starts} onOpen={onOpen} />
              </td>
              <td data-label={t('units.timer.schedule')}>{timer.schedule.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function UnitLink({ name, onOpen }: { name: string; onOpen: (name: string) => void }) {
  return (
    <button type="button" className={styles.link} onClick={() => onOpen(name)}>
      {name}
    </button>
  )
}
