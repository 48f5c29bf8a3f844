import { reading } from '@hyperion/domain/metrics'
import { finite } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

export const createLoadCollector: CollectorFactory = (sources) => () => {
  const text = sources.files.text(`${sources.paths.proc}/loadavg`)
  const load = text === null ? null : parseLoad(text)
  return load ? [reading('load', '', load)] : []
}

/** `/proc/loadavg`: `0.20 0.18 0.12 1/80 11206`. */
export function parseLoad(text: string): { one: number; five: number; fifteen: number } | null {
  const [one, five, fifteen] = text.split(' ', 3).map(finite)
  if (one == null || five == null || fifteen == null) return null
  return { one, five, fifteen }
}
