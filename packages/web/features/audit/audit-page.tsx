import type { AuditRow } from '@hyperion/wire/web'
import { NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconAlertTriangle, IconSearch } from '../../app/icons.ts'
import { OlderButton } from '../../app/older-button.tsx'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useTitle } from '../../app/use-title.ts'
import channels from '../channels/channels.module.css'
import panel from '../hosts/panel.module.css'
import { PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { useHosts } from '../hosts/queries.ts'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import users from '../users/users.module.css'
import styles from './audit.module.css'
import { ACTIONS, detailsText } from './deeds.ts'
import { type AuditFilter, useAudit } from './queries.ts'

export function AuditPage() {
  return usePermitted('users') ? <Audit /> : <NotAllowedPage />
}

function Audit() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const filter: AuditFilter = { actor: params.get('actor'), action: params.get('action'), host: hostIn(params) }
  const query = useAudit(filter)
  useTitle(t('nav.audit'))
  const rows = query.data?.pages.flatMap(({ entries }) => entries)
  const change = (name: keyof AuditFilter, value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        if (value) after.set(name, value)
        else after.delete(name)
        return after
      },
      { replace: true },
    )
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <header className={users.head}>
        <h1 className={settings.title}>{t('nav.audit')}</h1>
        <div className={styles.filters}>
          <ActorField key={filter.actor} value={filter.actor ?? ''} onChange={(value) => change('actor', value)} />
          <ActionField value={filter.action ?? ''} onChange={(value) => change('action', value)} />
          <HostField value={filter.host ?? ''} onChange={(value) => change('host', value)} />
        </div>
      </header>
      <p className="muted">{t('audit.lead')}</p>
      <section className={users.list} aria-label={t('nav.audit')}>
        {rows && rows.length > 0 ? (
          <Table rows={rows} />
        ) : rows ? (
          <PanelEmpty>{t('audit.noMatch')}</PanelEmpty>
        ) : (
          <PanelPending query={query} height={320} />
        )}
      </section>
      <OlderButton query={query} />
    </div>
  )
}

/** Null for what cannot be one. */
function hostIn(params: URLSearchParams): string | null {
  const host = params.get('host') ?? ''
  return /^[1-9]\d{0,8}$/.test(host) ? host : null
}

/** Names are looked for to the letter, so not while typing. */
function ActorField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChange(typed.trim())
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        aria-label={t('audit.actor')}
        placeholder={t('audit.actor')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => onChange(typed.trim())}
      />
    </form>
  )
}

function ActionField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const label = useLabel()
  const known = value === '' || ACTIONS.includes(value) ? ACTIONS : [...ACTIONS, value]
  return (
    <NativeSelect
      aria-label={t('audit.action')}
      data={[{ value: '', label: t('audit.allActions') }, ...known.map((action) => ({ value: action, label: label(action) }))]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** One that was deleted stays in the log. */
function HostField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const hosts = useHosts().data?.hosts ?? []
  const known = hosts.map(({ id, name }) => ({ value: String(id), label: name }))
  const shown = value === '' || known.some((each) => each.value === value) ? known : [...known, { value, label: `#${value}` }]
  return (
    <NativeSelect
      aria-label={t('audit.host')}
      data={[{ value: '', label: t('audit.allHosts') }, ...shown]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function Table({ rows }: { rows: readonly AuditRow[] }) {
  const { t } = useTranslation()
  return (
    <table className={`${panel.table} ${channels.cards}`}>
      <thead>
        <tr>
          <th scope="col">{t('deliveries.when')}</th>
          <th scope="col">{t('audit.actor')}</th>
          <th scope="col">{t('audit.what')}</th>
          <th scope="col">{t('audit.where')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row: { timestamp, actor, action, target, details, outcome, address } }: { row: AuditRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const label = useLabel()
  const more = detailsText(details)
  return (
    <tr>
      <td>
        <time dateTime={timestamp}>{formats.dateTime(Date.parse(timestamp))}</time>
      </td>
      <td className={panel.name}>{actor.name || <span className="muted">{t('audit.nobody')}</span>}</td>
      <td className={channels.what}>
        {label(action)}
        {target !== null && <span className="muted"> · {target}</span>}
        {outcome === 'failure' && ' '}
        {outcome === 'failure' && (
          <span className={panel.tag} data-tone="bad">
            <IconAlertTriangle size={14} aria-hidden />
            {t('audit.failed')}
          </span>
        )}
        {more !== '' && <div className={panel.sub}>{more}</div>}
      </td>
      <td className="muted">{address}</td>
    </tr>
  )
}

function useLabel(): (action: string) => string {
  const { t } = useTranslation()
  return (action) => (ACTIONS.includes(action) ? t(`audit.actions.${action}`) : action)
}
