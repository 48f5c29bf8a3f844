import type { ParamsOf } from '@hyperion/wire/actions'
import type { DnsAnswer, HopView, ReplyView, Snake, TlsAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconPlayerStop } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import { type FollowedOperation, useOperation } from '../operating/use-operation.ts'
import { CertificateChain } from './certificate-chain.tsx'
import own from './network.module.css'

type Asked<K extends 'ping' | 'traceroute' | 'tcp' | 'tls' | 'dns'> = {
  readonly [Kind in K]: { readonly kind: Kind; readonly params: Snake<ParamsOf<`network.${Kind}`>> }
}[K]
export type AskedProbe = Asked<'ping' | 'traceroute' | 'tcp' | 'tls' | 'dns'>

/** One probe that goes on or is over; what it tells comes live. */
export function ProbeRun({ host, probe }: { host: number; probe: AskedProbe }) {
  if (probe.kind === 'ping' || probe.kind === 'tcp') return <Tries host={host} probe={probe} />
  if (probe.kind === 'traceroute') return <Way host={host} probe={probe} />
  if (probe.kind === 'tls') return <Tls host={host} probe={probe} />
  return <Dns host={host} probe={probe} />
}

/** How long is asked for is not asked again by itself. */
const ONCE = { returns: false } as const

/** Milliseconds as they are compared: three digits that say something. */
function useMs(): (ms: number | null) => string {
  const formats = useFormats()
  return (ms) => (ms === null ? '–' : `${formats.number(ms, ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`)
}

function useProblem(): (problem: string) => string {
  const { t } = useTranslation()
  return (problem) => t(`hostNetwork.problem.${problem.replaceAll(' ', '_')}`, { defaultValue: problem })
}

function Tries({ host, probe }: { host: number; probe: Asked<'ping' | 'tcp'> }) {
  const { t } = useTranslation()
  const ms = useMs()
  const run = useOperation(host, `network.${probe.kind}` as 'network.ping', probe.params as never, ONCE)
  const result = run.result
  const port = 'port' in probe.params && probe.params.port !== undefined ? ` : ${probe.params.port}` : ''
  return (
    <Outcome
      run={run}
      title={`${probe.params.target}${port}`}
      bad={result !== null && result.received < result.sent}
      summary={
        result &&
        t('hostNetwork.tally', {
          received: result.received,
          sent: result.sent,
          min: ms(result.min_ms),
          average: ms(result.average_ms),
          max: ms(result.max_ms),
        })
      }
      note={result?.note ? t('hostNetwork.byTcp') : null}
    >
      {run.rows.length > 0 && <Replies replies={run.rows} />}
    </Outcome>
  )
}

function Replies({ replies }: { replies: readonly ReplyView[] }) {
  const { t } = useTranslation()
  const ms = useMs()
  const problem = useProblem()
  const longest = Math.max(...replies.map((reply) => reply.ms ?? 0), 0.001)
  return (
    <table className={`${panel.table} ${panel.cards}`}>
      <thead>
        <tr>
          <th scope="col" className={panel.number}>
            #
          </th>
          <th scope="col">{t('hostNetwork.from')}</th>
          <th scope="col" className={panel.number}>
            {t('hostNetwork.time')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('hostNetwork.compared')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {replies.map((reply) => (
          <tr key={reply.sequence}>
            <td className={panel.number} data-label="#">
              {reply.sequence}
            </td>
            <td className={own.address}>
              {reply.from ?? '–'}
              {reply.ttl !== null && <span className={panel.sub}> TTL {reply.ttl}</span>}
            </td>
            <td className={panel.number} data-label={t('hostNetwork.time')}>
              {reply.problem === null ? (
                ms(reply.ms)
              ) : (
                <span className={panel.tag} data-tone="bad">
                  {problem(reply.problem)}
                </span>
              )}
            </td>
            <td className={panel.grow}>
              {reply.ms !== null && <span className={own.bar} style={{ width: `${(reply.ms / longest) * 100}%` }} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Way({ host, probe }: { host: number; probe: Asked<'traceroute'> }) {
  const { t } = useTranslation()
  const run = useOperation(host, 'network.traceroute', probe.params, ONCE)
  const { result } = run
  return (
    <Outcome
      run={run}
      title={probe.params.target}
      bad={result !== null && !result.reached}
      summary={
        result && t(result.reached ? 'hostNetwork.reached' : 'hostNetwork.notReached', { count: result.hops, address: result.address })
      }
      note={result && t('hostNetwork.method', { program: result.method })}
    >
      {run.rows.length > 0 && <Hops hops={run.rows} />}
    </Outcome>
  )
}

function Hops({ hops }: { hops: readonly HopView[] }) {
  const { t } = useTranslation()
  const ms = useMs()
  const problem = useProblem()
  return (
    <table className={`${panel.table} ${panel.cards}`}>
      <thead>
        <tr>
          <th scope="col" className={panel.number}>
            {t('hostNetwork.hop')}
          </th>
          <th scope="col">{t('hostNetwork.address')}</th>
          <th scope="col" className={panel.number}>
            {t('hostNetwork.time')}
          </th>
        </tr>
      </thead>
      <tbody>
        {hops.map(({ hop, address, times, problem: trouble }) => (
          <tr key={`${hop} ${address}`}>
            <td className={panel.number} data-label={t('hostNetwork.hop')}>
              {hop}
            </td>
            <td className={`${panel.grow} ${own.address}`}>{address ?? <span className="muted">{t('hostNetwork.silentHop')}</span>}</td>
            <td className={panel.number} data-label={t('hostNetwork.time')}>
              {times.map(ms).join(' · ')} {trouble && <span className={panel.sub}>{problem(trouble)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Tls({ host, probe }: { host: number; probe: Asked<'tls'> }) {
  const { t } = useTranslation()
  const run = useOperation(host, 'network.tls', probe.params, ONCE)
  const result: TlsAnswer | null = run.result
  const good = result?.trusted && result.name_matches
  return (
    <Outcome
      run={run}
      title={`${probe.params.target} : ${probe.params.port ?? 443}`}
      bad={result !== null && !good}
      summary={
        result &&
        (result.trusted
          ? t(result.name_matches ? 'hostNetwork.tls.good' : 'hostNetwork.tls.otherName')
          : t('hostNetwork.tls.untrusted', {
              problem: t(`hostNetwork.tls.problems.${result.problem}`, { defaultValue: result.problem ?? '' }),
            }))
      }
    >
      {result && <CertificateChain answer={result} />}
    </Outcome>
  )
}

function Dns({ host, probe }: { host: number; probe: Asked<'dns'> }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const ms = useMs()
  const run = useOperation(host, 'network.dns', probe.params, ONCE)
  const result: DnsAnswer | null = run.result
  return (
    <Outcome
      run={run}
      title={`${probe.params.type} ${probe.params.name}`}
      bad={result !== null && result.status !== 'ok'}
      summary={result && `${t(`hostNetwork.answers.${result.status}`, { count: result.answers.length })} · ${ms(result.ms)}`}
      note={result && t('hostNetwork.asked', { servers: result.servers.join(', ') })}
    >
      {result && result.answers.length > 0 && (
        <ul className={own.records}>
          {result.answers.map(({ value, ttl }) => (
            <li key={value}>
              <bdi>{value}</bdi>
              {ttl !== null && <span className={panel.sub}> TTL {formats.duration(ttl * 1000)}</span>}
            </li>
          ))}
        </ul>
      )}
    </Outcome>
  )
}

interface OutcomeProps {
  readonly run: Pick<FollowedOperation<'network.ping'>, 'state' | 'error' | 'cancel' | 'again'>
  readonly title: string
  /** It ended, and not as one would wish. */
  readonly bad: boolean
  readonly summary: string | null
  readonly note?: string | null
  readonly children: ReactNode
}

/** How it stands first, then what came of it. */
function Outcome({ run, title, bad, summary, note, children }: OutcomeProps) {
  const { t } = useTranslation()
  const { state, error } = run
  const going = state === 'waiting' || state === 'running'
  const failed = state === 'failed' || state === 'lost'
  const stopped = state === 'ended' && summary === null
  const Icon = going ? IconClock : failed || bad ? IconAlertTriangle : stopped ? IconPlayerStop : IconCircleCheck
  const word = going
    ? t('hostNetwork.going')
    : state === 'lost'
      ? t('hostNetwork.lost')
      : failed
        ? t(`operating.failure.${error?.code}`, { defaultValue: t('hostNetwork.failed') })
        : (summary ?? t('hostNetwork.stopped'))
  return (
    <section className={own.outcome} aria-label={title} data-state={going ? 'going' : failed || bad ? 'bad' : stopped ? 'stopped' : 'good'}>
      <div className={own.outcomeHead}>
        <h3>
          <bdi>{title}</bdi>
        </h3>
        <span role="status" className={panel.tag} data-tone={going || stopped ? 'quiet' : failed || bad ? 'bad' : 'good'}>
          <Icon size={16} aria-hidden />
          {word}
        </span>
        {going ? (
          <Button size="xs" variant="default" onClick={run.cancel}>
            {t('common.cancel')}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={run.again}>
            {t('hostNetwork.again')}
          </Button>
        )}
      </div>
      {error && <p className="muted">{error.message}</p>}
      {note && <p className="muted">{note}</p>}
      <div className={panel.scroll}>{children}</div>
    </section>
  )
}
