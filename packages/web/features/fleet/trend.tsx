import { SPARK_POINTS, sparkValues } from '@hyperion/wire/fleet'
import { memo } from 'react'
import { cssColor } from '../../charts/palette.ts'

const HEIGHT = 24

/** An hour of CPU as a line without axes; it lifts the pen where nothing came. */
export const Trend = memo(function Trend({ spark }: { spark: string }) {
  let path = ''
  let drawing = false
  sparkValues(spark).forEach((value, i) => {
    if (value !== null) path += `${drawing ? 'L' : 'M'}${i} ${(HEIGHT - 1 - (value / 100) * (HEIGHT - 2)).toFixed(1)}`
    drawing = value !== null
  })
  return (
    <svg viewBox={`0 0 ${SPARK_POINTS - 1} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} aria-hidden="true">
      <path d={path} fill="none" stroke={cssColor('blue')} strokeWidth={1.5} strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
    </svg>
  )
})
