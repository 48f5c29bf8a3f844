import type { TFunction } from 'i18next'
import type { HostEvent } from './host-events.ts'

/** What happened, in a line that stands alone. */
export function eventText(t: TFunction, { kind, subject, before, after, action }: HostEvent): string {
  if (action) return actionText(t, subject, action)
  return t(`hostPage.event.${kind}`, { subject: subject ?? '–', before: before ?? '–', after: after ?? '–' })
}

function actionText(t: TFunction, subject: string | null, { operation, by, state }: NonNullable<HostEvent['action']>): string {
  const what = t(`operating.operations.${operation.replace('.', '_')}`, { defaultValue: operation })
  return t('hostPage.event.action', { what: [what, subject].filter(Boolean).join(' '), by, state: t(`operating.state.${state}`) })
}
