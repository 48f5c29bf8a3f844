import type { AlertLevel } from '@hyperion/domain/alerts'
import type { DiscordAlert } from '@hyperion/wire/discord'
import type { HubAlert } from './hub.ts'

/** What Discord was told of, by type. */
export type Told = Readonly<Record<string, HubAlert>>

/** One thing to tell, and what there is to remember once it was told. */
export interface Change {
  readonly alert: DiscordAlert
  readonly remember: (told: Told) => Told
}

/** What is new, changed in level or over since `told`; with `everyRun` what there is now, whatever was told. */
export function changesSince(
  told: Told,
  alerts: readonly HubAlert[],
  { notifyOn, everyRun }: { readonly notifyOn: ReadonlySet<AlertLevel>; readonly everyRun: boolean },
): readonly Change[] {
  const present = alerts.filter(({ level }) => notifyOn.has(level))
  if (everyRun) return present.map(raisedChange)
  const raised = present.filter((alert) => told[alert.type]?.level !== alert.level)
  const over = Object.values(told).filter(({ type }) => !present.some((alert) => alert.type === type))
  return [...raised.map(raisedChange), ...over.map(overChange)]
}

function raisedChange(alert: HubAlert): Change {
  return { alert: { ...alert, ...figures(alert) }, remember: (told) => ({ ...told, [alert.type]: alert }) }
}

function overChange(alert: HubAlert): Change {
  const { type, threshold } = alert
  const message = `${type} usage is no longer above ${threshold}%`
  return {
    alert: { type, level: 'recovered', message, ...figures(alert) },
    remember: (told) => Object.fromEntries(Object.entries(told).filter(([key]) => key !== type)),
  }
}

function figures({ value, threshold }: HubAlert): { value: string; threshold: string } {
  return { value: `${value}%`, threshold: `${threshold}%` }
}
