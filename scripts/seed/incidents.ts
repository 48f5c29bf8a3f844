import type { Database } from '@hyperion/adapters/db'
import { SEVERITIES } from '@hyperion/domain/incidents'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const SERVICES = [
  { name: 'web-shop', criticality: 'TIER_1_CRITICAL' },
  { name: 'payments', criticality: 'TIER_1_CRITICAL' },
  { name: 'search', criticality: 'TIER_2_IMPORTANT' },
  { name: 'intranet', criticality: 'TIER_4_LOW' },
] as const

const TITLES = [
  'Answers are slow',
  'Error rate above 5 %',
  'Disk almost full',
  'Certificate ends in a week',
  'Queue grows',
  'Replica lags behind',
]

/** Services with a team and a runbook, and incidents over so many days until now; the latest are still open. */
export async function seedIncidents(database: Database, now: number, days: number, count = 40): Promise<void> {
  const { services, teams, runbooks, incidents } = database
  if ((await services.list()).length > 0) return
  const team = await teams.create({
    name: 'Operations',
    description: '',
    slackChannelId: null,
    scheduleId: null,
    members: [],
    createdAt: now,
  })
  const owned = { description: '', ownerTeam: team.id, runbookUrl: null, escalationPolicyId: null, hosts: [], createdAt: now } as const
  const ids: string[] = []
  for (const each of SERVICES) ids.push((await services.create({ ...owned, ...each })).id)
  const step = { description: '', expectedMinutes: 5, critical: false, requiresConfirmation: false }
  const steps = [
    { ...step, title: 'See which page is slow', command: 'tail -n 200 /var/log/nginx/access.log' },
    { ...step, title: 'Restart the workers', command: 'systemctl restart web-shop-workers', requiresConfirmation: true },
  ]
  await runbooks.create({
    title: 'The shop is slow',
    description: 'What to do **before** calling anybody.',
    service: ids[0] ?? null,
    steps,
    at: now,
  })
  for (let i = count; i > 0; i -= 1) {
    const at = now - Math.round((i / count) ** 1.3 * days * DAY) - (i % 7) * HOUR
    const request = {
      description: '',
      scopes: [],
      source: 'alertmanager',
      dedupKey: null,
      createdBy: null,
      detectedAt: at - (i % 9) * MINUTE,
      at,
    }
    const severity = SEVERITIES[(i * 5) % 4] ?? 'SEV3_MEDIUM'
    const about = { title: TITLES[i % TITLES.length] ?? '', severity, service: ids[(i * i) % ids.length] ?? '' }
    const { incident } = await incidents.open({ ...request, ...about }, [])
    const deed = (minutes: number) => ({ actor: null, at: at + minutes * MINUTE })
    if (i > 1) await incidents.transition(incident.id, { action: 'acknowledge', ...deed(2 + (i % 11)) }, [])
    if (i > 3) await incidents.transition(incident.id, { action: 'resolve', ...deed(20 + (i % 13) * 9), resolutionNote: 'Restarted' }, [])
  }
}
