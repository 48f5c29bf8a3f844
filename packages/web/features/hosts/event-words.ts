import type { TFunction } from 'i18next'
import type { HostEvent } from './host-events.ts'

/** What happened, in a line that stands alone. */
export function eventText(t: TFunction, { kind, before, after }: HostEvent): string {
  return t(`hostPage.event.${kind}`, { before: before ?? '–', after: after ?? '–' })
}
