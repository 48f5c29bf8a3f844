import type { Alert } from '@hyperion/ports/alerts'
import type { Section } from '../document.ts'
import type { SectionTools } from './section.ts'

const SHOWN = 50

/** The alerts of the range, newest first. */
export function alertsSection(alerts: readonly Alert[], { words, formats, history }: SectionTools): Section {
  if (alerts.length === 0) return { title: words.alerts, blocks: [{ kind: 'note', text: words.noAlerts, tone: 'good' }] }
  const rows = alerts.slice(0, SHOWN).map(({ title, instance, level, message, startedAt, resolvedAt }) => {
    const lasted = formats.duration((resolvedAt ?? history.range.to) - startedAt)
    return [
      `${title} ${instance}`.trim(),
      words.levels[level],
      message,
      formats.time(startedAt),
      resolvedAt === null ? `${lasted}, ${words.stillFiring}` : lasted,
    ]
  })
  const columns = [words.alerts, words.level, words.what, words.began, words.lasted]
  return { title: words.alerts, blocks: [{ kind: 'table', columns, rows, textColumns: [1, 2, 3, 4] }] }
}
