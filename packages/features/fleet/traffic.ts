import { isVirtualName } from '@hyperion/domain/hosts'
import { columnOf, findMetric, type Metric, type Report } from '@hyperion/domain/metrics'

/** Bytes a second; null where there is nothing to compare with. */
export interface Traffic {
  readonly rx: number | null
  readonly tx: number | null
}

interface Counters {
  readonly rx: number
  readonly tx: number
}

const NONE: Traffic = { rx: null, tx: null }
/** A rate over a longer time says nothing of now. */
const GAP_MS = 900_000
/** A host with more is summed up over the first of them. */
const MOST_INTERFACES = 64
const RX = columnOf(findMetric('network.rx_bytes') as Metric)
const TX = columnOf(findMetric('network.tx_bytes') as Metric)

/** How fast the interfaces of one host carry bytes, from one report to the next. */
export class TrafficMeter {
  #at = 0
  #counters = new Map<string, Counters>()

  rates(report: Report): Traffic {
    const before = this.#counters
    const elapsed = report.at - this.#at
    this.#counters = countersOf(report)
    this.#at = report.at
    if (elapsed <= 0 || elapsed > GAP_MS) return NONE
    let rx = 0
    let tx = 0
    let known = false
    for (const [name, now] of this.#counters) {
      const then = before.get(name)
      // A counter that went backward is a new baseline.
      if (!then || now.rx < then.rx || now.tx < then.tx) continue
      rx += now.rx - then.rx
      tx += now.tx - then.tx
      known = true
    }
    return known ? { rx: (rx * 1000) / elapsed, tx: (tx * 1000) / elapsed } : NONE
  }
}

function countersOf({ readings }: Report): Map<string, Counters> {
  const counters = new Map<string, Counters>()
  for (const { group, instance, values } of readings) {
    if (group !== 'network' || isVirtualName(instance) || counters.size >= MOST_INTERFACES) continue
    const rx = values[RX] ?? null
    const tx = values[TX] ?? null
    if (rx !== null && tx !== null) counters.set(instance, { rx, tx })
  }
  return counters
}
