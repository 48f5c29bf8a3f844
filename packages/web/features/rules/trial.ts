import type { TrialAnswer, TrialSeries } from '@hyperion/wire/web'
import { medianStep, type Values } from '../../charts/frame.ts'
import type { ChartMark } from '../../charts/marks.ts'

export interface TrialRows {
  readonly times: readonly number[]
  readonly values: Values
  readonly min: Values
  readonly max: Values
}

/** Fewer steps without a value are no gap: some kinds are judged every few minutes only. */
const STEPS_OF_GAP = 2.5

/**
 * The rows to draw, one without values in each gap, so that no line crosses it. What is above `most` is drawn there: a disk
 * that will last for years would hide the hours that matter.
 */
export function trialRows({ points, gaps }: Pick<TrialSeries, 'points' | 'gaps'>, most = Number.POSITIVE_INFINITY): TrialRows {
  const capped = (value: number | null | undefined) => (value === null || value === undefined ? null : Math.min(value, most))
  const rows = points.times.map((at, i) => ({
    at,
    value: capped(points.values[i]),
    min: capped(points.min[i]),
    max: capped(points.max[i]),
  }))
  const least = medianStep(points.times) * STEPS_OF_GAP
  const blanks = gaps.filter(({ from, to }) => to - from > least).map(({ from }) => ({ at: from + 1, value: null, min: null, max: null }))
  const all = [...rows, ...blanks].sort((a, b) => a.at - b.at)
  const column = (name: 'value' | 'min' | 'max') => all.map((row) => row[name])
  return { times: all.map((row) => row.at), values: column('value'), min: column('min'), max: column('max') }
}

/** The stretches in which the rule would have fired. */
export function trialMarks(
  { fired }: Pick<TrialSeries, 'fired'>,
  label: (stretch: TrialSeries['fired'][number]) => string,
): readonly ChartMark[] {
  return fired.map((stretch) => ({
    key: `${stretch.from} ${stretch.no_data}`,
    from: stretch.from,
    to: stretch.to,
    level: stretch.level,
    label: label(stretch),
    link: null,
  }))
}

export const seriesKey = ({ host, instance }: Pick<TrialSeries, 'host' | 'instance'>) => `${host}/${instance}`

/** What would have fired most first: that is what one wants to see. */
export function busiestFirst(series: TrialAnswer['series']): TrialAnswer['series'] {
  return series.toSorted((a, b) => b.fired.length - a.fired.length)
}
