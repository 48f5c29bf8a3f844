import type { GroupId } from '@hyperion/wire/metrics'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ThresholdBands } from '../../charts/bands.ts'
import type { Frame } from '../../charts/frame.ts'
import type { DrawnSeries } from '../../charts/options.ts'
import type { TimeChartHandle } from '../../charts/props.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import { ChartMenu } from './chart-menu.tsx'
import { type Moment, MomentMenu } from './moment-menu.tsx'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from './panel.tsx'
import { type FrameState, useFrame } from './use-frame.ts'
import { useMarks } from './use-marks.ts'
import { useSeen } from './use-seen.ts'
import { useView } from './view.tsx'

export interface ChartPanelProps {
  readonly id: string
  readonly title: string
  readonly group: GroupId
  readonly instance?: string
  /** The series drawn from the rows; none with a value means that this host does not tell. */
  readonly series: (frame: Frame) => readonly DrawnSeries[]
  readonly format: (value: number | null) => string
  readonly top?: (frame: Frame) => number | null
  readonly stacked?: boolean
  readonly binary?: boolean
  readonly bands?: ThresholdBands
  /** Amounts have no fractions. */
  readonly whole?: boolean
  /** What to say when there is nothing to draw; otherwise that it is not supported. */
  readonly empty?: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly startsClosed?: boolean
}

/** A panel with one chart of one series of this host, live and historical. */
export function ChartPanel(props: ChartPanelProps) {
  const chart = useRef<TimeChartHandle>(null)
  const menu = useRef<{ state: FrameState; series: readonly DrawnSeries[] } | null>(null)
  const { id, title, group, instance = '', note, actions, wide = false, startsClosed = false } = props
  return (
    <Panel
      id={id}
      title={title}
      note={note}
      wide={wide}
      startsClosed={startsClosed}
      actions={
        <>
          {actions}
          <ChartMenu
            id={id}
            title={title}
            source={`${group}${instance && ` · ${instance}`}`}
            rows={() => menu.current}
            canvas={() => chart.current?.canvas() ?? null}
          />
        </>
      }
    >
      <SeenChart
        {...props}
        report={(state, series) => {
          menu.current = { state, series }
        }}
        chart={chart}
      />
    </Panel>
  )
}

type BodyProps = ChartPanelProps & {
  readonly report: (state: FrameState, series: readonly DrawnSeries[]) => void
  readonly chart: React.RefObject<TimeChartHandle | null>
}

/** Charts out of sight are neither fetched nor drawn until they come near. */
function SeenChart(props: BodyProps) {
  const [place, seen] = useSeen()
  return <div ref={place}>{seen ? <ChartBody {...props} /> : <PanelSkeleton height={230} />}</div>
}

function ChartBody({
  id,
  title,
  group,
  instance = '',
  series: seriesOf,
  format,
  top,
  stacked = false,
  binary = false,
  bands,
  whole = false,
  empty,
  report,
  chart,
}: BodyProps) {
  const { t } = useTranslation()
  const view = useView()
  const state = useFrame(group, instance)
  const marks = useMarks(id, instance)
  const [moment, setMoment] = useState<Moment | null>(null)
  if (state.status === 'loading') return <PanelSkeleton height={230} />
  if (state.status === 'failed') return <PanelFailure error={state.error} retry={state.retry} />
  const { frame, window } = state
  const series = seriesOf(frame)
  report(state, series)
  const blank = frame.times.length === 0
  if (!blank && series.every((each) => each.values.every((value) => value === null)))
    return <PanelEmpty>{empty ?? t('panel.unsupported')}</PanelEmpty>
  return (
    <MomentMenu moment={moment} onClose={() => setMoment(null)}>
      <TimeChart
        ref={chart}
        label={title}
        times={frame.times}
        series={series}
        isHidden={(key) => view.isHidden(id, key)}
        onToggle={(key) => view.toggleSeries(id, key)}
        window={window}
        onZoom={view.zoom}
        onReset={() => {
          setMoment(null)
          view.reset()
        }}
        onMoment={(at, left) => setMoment({ at, left })}
        format={format}
        stacked={stacked}
        binary={binary}
        whole={whole}
        top={top?.(frame) ?? null}
        bands={bands ?? null}
        marks={marks}
        note={blank ? t('chart.nothing') : null}
      />
    </MomentMenu>
  )
}
