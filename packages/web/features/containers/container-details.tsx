import type { ContainerDetailsAnswer, ContainerRow } from '@hyperion/wire/web'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/use-formats.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import styles from './container-details.module.css'

type Details = ContainerDetailsAnswer['container']

/** How a container is made, as its engine describes it. */
export function ContainerDetails({ host, container }: { host: number; container: ContainerRow }) {
  const { id, container_id, state } = container
  const query = useQuery({
    queryKey: ['host', host, 'container', container_id, state],
    queryFn: ({ signal }) => request<ContainerDetailsAnswer>(`/api/hosts/${host}/containers/${id}`, { signal }),
  })
  if (query.isError) return <PanelFailure error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <PanelSkeleton height={480} />
  const details = query.data.container
  return (
    <div className={styles.details}>
      <Run details={details} />
      <Limits details={details} />
      <Health details={details} />
      <Mounts details={details} />
      <Ports details={details} />
      <Names details={details} />
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  const { t } = useTranslation()
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== '' && value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`containerActions.fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Run({ details }: { details: Details }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const when = (at: number | null) => (at === null ? null : formats.dateTime(at))
  const { started_at, ended_at, exit_code, out_of_memory, restart_policy: policy, restarts } = details
  const yes = (flag: boolean) => (flag ? t('containerActions.yes') : null)
  return (
    <Part title={t('containerActions.part.run')}>
      <Facts
        facts={[
          ['command', <code key="command">{details.command.join(' ')}</code>],
          ['created', when(details.created_at)],
          ['started', when(started_at)],
          ['ended', ended_at !== null && ended_at > (started_at ?? 0) ? when(ended_at) : null],
          ['exitCode', exit_code],
          ['outOfMemory', yes(out_of_memory)],
          ['error', details.error],
          ['pid', details.pid > 0 ? details.pid : null],
          ['restartPolicy', policy.most > 0 ? `${policy.name} (${policy.most})` : policy.name],
          ['restarts', restarts > 0 ? restarts : null],
          ['user', details.user],
          ['folder', details.folder],
          ['hostname', details.hostname],
          ['privileged', yes(details.privileged)],
          ['readOnly', yes(details.read_only)],
          ['protected', yes(details.protected)],
          ['logDriver', details.log_driver],
          ['id', <code key="id">{details.id}</code>],
          ['imageId', <code key="image">{details.image_id}</code>],
        ]}
      />
    </Part>
  )
}

function Limits({ details: { limits, grace_s: grace } }: { details: Details }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const none = t('containers.noLimit')
  return (
    <Part title={t('containerActions.part.limits')}>
      <Facts
        facts={[
          ['cpus', limits.cpus ?? none],
          ['memory', limits.memory_bytes === null ? none : formats.bytes(limits.memory_bytes)],
          ['processes', limits.processes ?? none],
          ['grace', grace === null ? null : t('containerActions.seconds', { count: grace })],
        ]}
      />
    </Part>
  )
}

function Health({ details: { health } }: { details: Details }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!health) return null
  return (
    <Part title={t('containerActions.part.health')}>
      <Facts
        facts={[
          ['health', health.state],
          ['failures', health.failures],
        ]}
      />
      <ul className={styles.plain}>
        {health.checks.toReversed().map((check) => (
          <li key={`${check.at} ${check.output}`}>
            <span className="muted">
              {check.at === null ? '' : formats.dateTime(check.at)} · {check.exit_code}
            </span>
            <pre>{check.output.trim()}</pre>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Mounts({ details: { mounts } }: { details: Details }) {
  const { t } = useTranslation()
  if (mounts.length === 0) return null
  return (
    <Part title={t('containerActions.part.mounts')}>
      <ul className={styles.plain}>
        {mounts.map(({ source, target, type, writable }) => (
          <li key={target}>
            <code>{target}</code>
            <div className="muted">
              {type} · {source} {!writable && `· ${t('containerActions.fact.readOnly')}`}
            </div>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Ports({ details: { ports, networks, network_mode: mode } }: { details: Details }) {
  const { t } = useTranslation()
  return (
    <Part title={t('containerActions.part.network')}>
      <Facts facts={[['networkMode', mode]]} />
      <ul className={styles.plain}>
        {ports.map(({ port, address, host_port: hostPort }) => (
          <li key={`${port} ${address} ${hostPort}`}>
            <code>{port}</code> {hostPort === null ? t('containerActions.unpublished') : `← ${address || '*'}:${hostPort}`}
          </li>
        ))}
        {networks.map(({ name, address, gateway }) => (
          <li key={name}>
            {name} <span className="muted">{[address, gateway && `→ ${gateway}`].filter(Boolean).join(' ')}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Names({ details: { environment, labels } }: { details: Details }) {
  const { t } = useTranslation()
  return (
    <>
      {environment.length > 0 && (
        <Part title={t('containerActions.part.environment')}>
          <p className="muted">{t('containerActions.environmentText')}</p>
          <p className={styles.names}>
            {environment.map((name) => (
              <code key={name}>{name}</code>
            ))}
          </p>
        </Part>
      )}
      {labels.length > 0 && (
        <Part title={t('containerActions.part.labels')}>
          <ul className={styles.plain}>
            {labels.map(({ name, value }) => (
              <li key={name}>
                <code>{name}</code> <span className="muted">{value}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}
