import { reading } from '@hyperion/domain/metrics'
import { finite } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

export const createSystemCollector: CollectorFactory = (sources) => () => {
  const text = sources.files.text(`${sources.paths.proc}/uptime`)
  const uptime = text === null ? null : parseUptime(text)
  return uptime === null ? [] : [reading('system', '', { uptime })]
}

/** `/proc/uptime`: seconds since boot, then idle seconds of all cores. */
export function parseUptime(text: string): number | null {
  return finite(text.split(' ', 1)[0])
}
