import { type Reading, reading } from '@hyperion/domain/metrics'
import { eachLine, instanceName, numbersIn, percent } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

export interface InterfaceCounters {
  readonly name: string
  readonly rxBytes: number
  readonly rxPackets: number
  readonly rxErrors: number
  readonly txBytes: number
  readonly txPackets: number
  readonly txErrors: number
}

export const createNetworkCollector: CollectorFactory = (sources) => {
  let baseline = new Map<string, InterfaceCounters>()
  let before = Number.NaN
  return (now) => {
    const text = sources.files.text(`${sources.net}/dev`)
    if (text === null) return []
    const elapsed = now - before
    const current = new Map<string, InterfaceCounters>()
    const readings: Reading[] = []
    for (const counters of parseInterfaces(text)) {
      const speed = sources.linkSpeed(counters.name)
      readings.push(networkReading(counters, linkShare(counters, baseline.get(counters.name), elapsed, speed)))
      current.set(counters.name, counters)
    }
    baseline = current
    before = now
    return readings
  }
}

function networkReading(counters: InterfaceCounters, utilization: number | null): Reading {
  return reading('network', instanceName(counters.name), {
    rx_bytes: counters.rxBytes,
    tx_bytes: counters.txBytes,
    rx_packets: counters.rxPackets,
    tx_packets: counters.txPackets,
    rx_errors: counters.rxErrors,
    tx_errors: counters.txErrors,
    utilization,
  })
}

/** Of the link speed (bits a second), the busier direction, since `before`; null without a baseline or a known speed. */
export function linkShare(
  now: InterfaceCounters,
  before: InterfaceCounters | undefined,
  elapsedMs: number,
  speed: number | null,
): number | null {
  if (speed === null || !before || now.rxBytes < before.rxBytes || now.txBytes < before.txBytes) return null
  const bytes = Math.max(now.rxBytes - before.rxBytes, now.txBytes - before.txBytes)
  return percent(bytes * 8, speed * (elapsedMs / 1000))
}

const COLUMNS = 11

/** `/proc/net/dev`. A name may hold a colon (aliases of old kernels), and a number may follow the last one at once. */
export function parseInterfaces(text: string): InterfaceCounters[] {
  const interfaces: InterfaceCounters[] = []
  eachLine(text, (line) => {
    const colon = line.lastIndexOf(':')
    if (colon < 0) return
    const numbers = numbersIn(line, colon + 1, COLUMNS)
    if (numbers.length < COLUMNS) return
    const [rxBytes = 0, rxPackets = 0, rxErrors = 0, , , , , , txBytes = 0, txPackets = 0, txErrors = 0] = numbers
    interfaces.push({ name: line.slice(0, colon).trim(), rxBytes, rxPackets, rxErrors, txBytes, txPackets, txErrors })
  })
  return interfaces
}
