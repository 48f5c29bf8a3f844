import type { InterfaceInfo } from '@hyperion/domain/hosts'
import type { Report } from '@hyperion/domain/metrics'
import type { Topics } from '@hyperion/ports/bus'
import type { LiveIncident, LiveNotification, LiveReport } from '@hyperion/wire/live'
import { isoSeconds, isoTime } from '../../shared/index.ts'
import { trafficViews, usageView } from '../views.ts'

/** The messages of `/ws/metrics/` for one sample. */
export function metricMessages(report: Report, interfaces: readonly InterfaceInfo[]): readonly string[] {
  const traffic = trafficViews(report, interfaces).map((data) => ({ type: 'network.update', data }))
  return [
    { type: 'cpu.update', data: usageView(report, 'cpu.usage') },
    { type: 'memory.update', data: usageView(report, 'memory.usage') },
    ...traffic,
  ].map((message) => JSON.stringify(message))
}

export function liveMessage({ host, report }: Topics['live']): string {
  const message: LiveReport = { type: 'report', data: { host, at: report.at, readings: report.readings } }
  return JSON.stringify(message)
}

export function notificationMessage({ at, level, message: text }: Topics['notification']): string {
  const message: LiveNotification = { type: 'notification', data: { timestamp: isoTime(at), level, message: text } }
  return JSON.stringify(message)
}

export function incidentMessage({ id, shortId, at }: Topics['incident']): string {
  const message: LiveIncident = { type: 'incident', data: { id, short_id: shortId, at: isoSeconds(at) } }
  return JSON.stringify(message)
}
