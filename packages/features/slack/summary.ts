import { OPEN_STATUSES } from '@hyperion/domain/incidents'
import type { Incidents } from '../incidents/index.ts'
import { incidentUrl, type Links, markup, type Post, SEVERITY_SIGNS } from './blocks.ts'
import { fitted, link } from './mrkdwn.ts'
import { type Language, wordsOf } from './words.ts'

const SHOWN = 20

/** What is open, the worst first. */
export async function incidentList(incidents: Pick<Incidents, 'find'>, language: Language, links: Links): Promise<Post> {
  const words = wordsOf(language)
  const ordering = { by: 'severity', descending: false } as const
  const { count, incidents: open } = await incidents.find({ statuses: OPEN_STATUSES, ordering, offset: 0, limit: SHOWN })
  if (count === 0) return { text: words.noIncidents, blocks: [markup(words.noIncidents)] }
  const lines = open.map((incident) => {
    const { severity, shortId, title, status, service, lead } = incident
    const facts = [fitted(service.name, 100), words.status[status], lead ? fitted(lead.username, 100) : words.nobody]
    return markup(
      `${SEVERITY_SIGNS[severity]} ${link(incidentUrl(links, incident), shortId)} *${fitted(title, 300)}*\n${facts.join(' · ')}`,
    )
  })
  const more = count > open.length ? [markup(words.andMore(count - open.length, `${links.app}/app/incidents`))] : []
  return { text: words.openIncidents(count), blocks: [markup(words.openIncidents(count)), ...lines, ...more] }
}
