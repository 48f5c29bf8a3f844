import type { AlertEvent } from '@hyperion/domain/alerts'

const AT = Date.UTC(2026, 0, 15, 12)

/** The disk of `atlas`, full to the warning level at noon, unless told otherwise. */
export function alertEvent(more: Partial<AlertEvent> = {}): AlertEvent {
  return {
    kind: 'fired',
    level: 'warning',
    host: 1,
    hostName: 'atlas',
    rule: 'disk',
    instance: '',
    title: 'Disk',
    unit: 'percent',
    value: 85.5,
    threshold: 80,
    message: 'Disk usage is at 85.5%',
    startedAt: AT,
    at: AT,
    ...more,
  }
}
