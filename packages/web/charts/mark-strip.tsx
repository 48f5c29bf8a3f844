import { Tooltip } from '@mantine/core'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import styles from './chart.module.css'
import { type ChartMark, placeMarks } from './marks.ts'
import { AXIS_WIDTH, PLOT_RIGHT } from './options.ts'
import type { ChartWindow } from './window.ts'

/** A handle over each mark of a chart, which says what it is and leads there. */
export function MarkStrip({ marks, window }: { marks: readonly ChartMark[]; window: ChartWindow }) {
  const { t } = useTranslation()
  const placed = placeMarks(marks, window)
  if (placed.length === 0) return null
  return (
    <ul className={styles.marks} style={{ left: AXIS_WIDTH, right: PLOT_RIGHT }} aria-label={t('chart.marks')}>
      {placed.map(({ key, level, label, link, start, length }) => {
        const place: CSSProperties = { left: `${start * 100}%`, width: `${length * 100}%` }
        return (
          <li key={key} style={place} data-level={level}>
            <Tooltip label={label} withinPortal events={{ hover: true, focus: true, touch: true }} transitionProps={{ duration: 100 }}>
              {link === null ? <span role="img" aria-label={label} /> : <Link to={link} aria-label={label} />}
            </Tooltip>
          </li>
        )
      })}
    </ul>
  )
}
