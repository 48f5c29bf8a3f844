import { metricsOf } from '@hyperion/wire/metrics'
import { Sparkline } from '../../charts/sparkline.tsx'
import { useLiveStore } from '../../live/feed.tsx'

const MINUTES_MS = 5 * 60_000
const COLUMNS = ['network.rx_bytes', 'network.tx_bytes'].map((id) => metricsOf('network').findIndex((metric) => metric.id === id))
/** Rows further apart are a gap. */
const GAP_MS = 5_000

/** What an interface carried in the last five minutes, both ways together: shape only. */
export function InterfaceSpark({ host, name }: { host: number; name: string }) {
  const live = useLiveStore(host)
  const ring = live.ring('network', name)
  const now = live.now()
  const times: number[] = []
  const values: (number | null)[] = []
  if (ring) {
    for (let i = Math.max(1, ring.indexFrom(now - MINUTES_MS)); i < ring.length; i++) {
      const elapsed = ring.time(i) - ring.time(i - 1)
      times.push(ring.time(i))
      values.push(
        elapsed > GAP_MS
          ? null
          : rate(
              COLUMNS.map((column) => [ring.value(i - 1, column), ring.value(i, column)] as const),
              elapsed,
            ),
      )
    }
  }
  return <Sparkline times={times} values={values} window={{ from: now - MINUTES_MS, to: now }} top={null} bands={null} />
}

function rate(pairs: readonly (readonly [number | null, number | null])[], elapsed: number): number | null {
  let sum = 0
  for (const [before, after] of pairs) {
    if (before === null || after === null || after < before) return null
    sum += after - before
  }
  return (sum * 1000) / elapsed
}
