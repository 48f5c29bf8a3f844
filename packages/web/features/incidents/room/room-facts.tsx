import { type IncidentAnswer, type IncidentChangeRequest, SEVERITIES, type Severity } from '@hyperion/wire/incidents'
import { Button, NativeSelect, Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconExternalLink, IconPencil } from '../../../app/icons.ts'
import { Markdown } from '../../../app/markdown.tsx'
import { useFormats } from '../../../app/use-formats.ts'
import { When } from '../../../app/when.tsx'
import { useOnCallNow, useOnCallPeople } from '../../on-call/queries.ts'
import { useSession } from '../../session/session.ts'
import { changeIncident } from '../queries.ts'
import type { Deeds } from '../use-deeds.ts'
import styles from './room-facts.module.css'
import { RoomTags } from './room-tags.tsx'

interface RoomFactsProps {
  readonly incident: IncidentAnswer
  readonly now: number
  /** Left out for those who may only look. */
  readonly deeds?: Deeds
  readonly onEdit: () => void
}

/** What is known of the incident, each changed where it stands. */
export function RoomFacts({ incident, now, deeds, onEdit }: RoomFactsProps) {
  const { t } = useTranslation()
  const { service, source } = incident
  return (
    <>
      {incident.description !== '' && (
        <div className={styles.description}>
          <Markdown compact>{incident.description}</Markdown>
        </div>
      )}
      <dl className={styles.facts}>
        <Fact name="lead">{deeds ? <Lead incident={incident} deeds={deeds} /> : (incident.lead?.username ?? t('incidents.nobody'))}</Fact>
        {deeds && (
          <Fact name="severity">
            <SeverityField incident={incident} deeds={deeds} />
          </Fact>
        )}
        <Fact name="service">
          <Link to={`/services?q=${encodeURIComponent(service.name)}`}>{service.name}</Link>
          {service.owner_team && <span className="muted"> · {service.owner_team.name}</span>}
        </Fact>
        <OnCall team={service.owner_team?.id} />
        <Fact name="scopes">
          {incident.impacted_scopes.length === 0 ? (
            <span className="muted">{t('incidents.noScopes')}</span>
          ) : (
            incident.impacted_scopes.map(({ name }) => name).join(', ')
          )}
        </Fact>
        <Fact name="tags">
          <RoomTags incident={incident} {...(deeds && { deeds })} />
        </Fact>
        <Times incident={incident} now={now} />
        <Fact name="source">{t(`incidents.from.${source}`, { defaultValue: source })}</Fact>
        {incident.resolution_note !== '' && <Fact name="note">{incident.resolution_note}</Fact>}
        {incident.root_cause !== '' && <Fact name="cause">{incident.root_cause}</Fact>}
      </dl>
      <Links incident={incident} />
      {deeds && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={styles.edit ?? ''}
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={onEdit}
        >
          {t('incidents.edit')}
        </Button>
      )}
    </>
  )
}

/** Who of the owning team is to be called now; nothing where nobody plans it. */
function OnCall({ team }: { team: string | undefined }) {
  const { t } = useTranslation()
  const rows = (useOnCallNow().data ?? []).filter(({ teams }) => teams.some(({ id }) => id === team))
  if (rows.length === 0) return null
  const names = rows.flatMap(({ users }) => users.map(({ username }) => username))
  return <Fact name="onCall">{names.length > 0 ? [...new Set(names)].join(', ') : t('incidents.nobodyOnCall')}</Fact>
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <dt>{t(`incidents.field.${name}`)}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Times({ incident, now }: { incident: IncidentAnswer; now: number }) {
  const { detected_at, acknowledged_at, acknowledged_by, mitigated_at, resolved_at, resolved_by } = incident
  return (
    <>
      <Fact name="detected">
        <When at={detected_at} now={now} />
      </Fact>
      {acknowledged_at !== null && (
        <Fact name="acknowledged">
          <When at={acknowledged_at} now={now} />
          {acknowledged_by && <span className="muted"> · {acknowledged_by.username}</span>}
        </Fact>
      )}
      {mitigated_at !== null && (
        <Fact name="mitigated">
          <When at={mitigated_at} now={now} />
        </Fact>
      )}
      {resolved_at !== null && (
        <Fact name="resolved">
          <When at={resolved_at} now={now} />
          {resolved_by && <span className="muted"> · {resolved_by.username}</span>}
        </Fact>
      )}
    </>
  )
}

function useChange(incident: IncidentAnswer, deeds: Deeds): (change: IncidentChangeRequest) => void {
  const client = useQueryClient()
  return (change) => void deeds.attempt(() => changeIncident(client, incident.short_id, change))
}

/** What a select calls nobody. */
const NOBODY = 'nobody'

function Lead({ incident, deeds }: { incident: IncidentAnswer; deeds: Deeds }) {
  const { t } = useTranslation()
  const change = useChange(incident, deeds)
  const me = useSession().data?.user
  const people = useOnCallPeople().data ?? []
  const candidates = me && !people.some(({ id }) => id === me.id) ? [me, ...people] : people
  const lead = incident.lead?.id ?? null
  const unlisted = incident.lead && lead !== null && !candidates.some(({ id }) => id === lead) ? [incident.lead] : []
  return (
    <div className={styles.lead}>
      <Select
        size="xs"
        aria-label={t('incidents.field.lead')}
        data={[
          { value: NOBODY, label: t('incidents.nobody') },
          ...[...candidates, ...unlisted].map(({ id, username }) => ({ value: String(id), label: username })),
        ]}
        value={lead === null ? NOBODY : String(lead)}
        allowDeselect={false}
        disabled={deeds.busy}
        searchable
        onChange={(id) => change({ lead: id === null || id === NOBODY ? null : Number(id) })}
      />
      {me && lead !== me.id && (
        <Button size="xs" variant="default" disabled={deeds.busy} onClick={() => change({ lead: me.id })}>
          {t('incidents.takeLead')}
        </Button>
      )}
    </div>
  )
}

function SeverityField({ incident, deeds }: { incident: IncidentAnswer; deeds: Deeds }) {
  const { t } = useTranslation()
  const change = useChange(incident, deeds)
  return (
    <NativeSelect
      size="xs"
      aria-label={t('incidents.field.severity')}
      data={SEVERITIES.map((value) => ({ value, label: t(`incidents.severity.${value}`) }))}
      value={incident.severity}
      disabled={deeds.busy}
      onChange={(event) => change({ severity: event.currentTarget.value as Severity })}
    />
  )
}

function Links({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation()
  const own = `/app/incidents/${incident.short_id}/document`
  const links = [
    ['warRoom', incident.war_room_link],
    ['document', incident.lid_link],
    // It is there also while another one is linked.
    ['ownDocument', incident.lid_link?.endsWith(own) === false ? own : null],
    ['runbookLink', incident.service.runbook_url],
  ].filter((link): link is [string, string] => typeof link[1] === 'string' && /^(https?:\/\/|\/)/.test(link[1]))
  if (links.length === 0) return null
  return (
    <ul className={styles.links}>
      {links.map(([name, url]) => (
        <li key={name}>
          <a href={url} target="_blank" rel="noreferrer">
            {t(`incidents.${name}`)}
            <IconExternalLink size={14} aria-hidden />
          </a>
        </li>
      ))}
    </ul>
  )
}

/** How quick one was; what is still open ticks. */
export function Kpis({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { mttd_seconds, mtta_seconds, mttr_seconds } = incident.kpis
  const figures = [
    ['detect', mttd_seconds],
    ['acknowledge', mtta_seconds],
    ['resolve', mttr_seconds],
  ] as const
  return (
    <dl className={styles.kpis}>
      {figures.map(([name, seconds]) => (
        <div key={name}>
          <dt>{t(`incidents.kpi.${name}`)}</dt>
          <dd>{formats.duration(seconds === null ? null : seconds * 1_000)}</dd>
        </div>
      ))}
    </dl>
  )
}
