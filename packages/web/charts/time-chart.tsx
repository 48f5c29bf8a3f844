import 'uplot/dist/uPlot.min.css'
import { type KeyboardEvent, useId, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../app/use-formats.ts'
import styles from './chart.module.css'
import { keyAction, spokenRow } from './chart-keys.ts'
import { Legend, type LegendHandle } from './legend.tsx'
import { MarkStrip } from './mark-strip.tsx'
import type { TimeChartProps } from './props.ts'
import { useMomentClick } from './use-moment-click.ts'
import { usePlot } from './use-plot.ts'

const HEIGHT = 200

/** Series over time with their legend; zoom and window belong to whoever shows it. */
export function TimeChart(props: TimeChartProps) {
  const { label, times, series, isHidden, onToggle, format, height = HEIGHT } = props
  const { t } = useTranslation()
  const formats = useFormats()
  const helpId = useId()
  const legend = useRef<LegendHandle>(null)
  const [spoken, setSpoken] = useState('')
  const { holder, plot, latest } = usePlot(props, height, legend)
  useImperativeHandle(props.ref, () => ({ canvas: () => plot.current?.ctx.canvas ?? null }), [plot])

  const click = useMomentClick(plot, latest)
  const onKeyDown = (event: KeyboardEvent) => {
    const chart = plot.current
    if (!chart || event.ctrlKey || event.metaKey || event.altKey) return
    const moved = keyAction(event, chart, latest.current)
    if (moved === null) return
    event.preventDefault()
    if (moved >= 0) setSpoken(spokenRow(moved, latest.current, formats.time))
  }

  return (
    <figure className={styles.chart} aria-label={label}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, not a set of form fields */}
      <div
        ref={holder}
        className={styles.plot}
        style={{ height }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: reached by Tab to move the cursor and the window
        tabIndex={0}
        role="group"
        aria-label={label}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onDoubleClick={() => latest.current.onReset()}
        {...click}
      />
      {props.marks && <MarkStrip marks={props.marks} window={props.window} />}
      {props.note && <p className={styles.note}>{props.note}</p>}
      <span id={helpId} hidden>
        {t('chart.keys')}
      </span>
      <span className="visually-hidden" aria-live="polite">
        {spoken}
      </span>
      <Legend ref={legend} times={times} series={series} isHidden={isHidden} onToggle={onToggle} format={format} time={formats.dateTime} />
    </figure>
  )
}
