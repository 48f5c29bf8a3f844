import { type Breach, breaches, type Resource, type Thresholds } from '@hyperion/domain/alerts'
import { metricValue, type Report } from '@hyperion/domain/metrics'

/** What breaches its threshold at this instant; `diskMount` is the mount point that stands for the disk. */
export function currentBreaches(report: Report, diskMount: string, thresholds: Thresholds): readonly Breach[] {
  return breaches(resourceUsage(report, diskMount), thresholds)
}

/** Percentages, null where the host cannot measure. */
export function resourceUsage(report: Report, diskMount: string): Readonly<Record<Resource, number | null>> {
  return { cpu: metricValue(report, 'cpu.usage'), memory: metricValue(report, 'memory.usage'), disk: diskUsage(report, diskMount) }
}

/** Used of total, whatever part of the rest is reserved. */
function diskUsage(report: Report, mount: string): number | null {
  const total = metricValue(report, 'filesystem.total', mount)
  const used = metricValue(report, 'filesystem.used', mount)
  return total && used !== null ? (used / total) * 100 : null
}
