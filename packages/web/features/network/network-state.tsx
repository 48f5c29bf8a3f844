import type { NetworkAnswer } from '@hyperion/wire/web'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { CapabilityNotice, useHindrance } from '../operating/capability-notice.tsx'
import own from './network.module.css'
import { useNetwork } from './queries.ts'

/** Where packets go, whom names are asked of, and who is next door: as the kernel has it now. */
export function NetworkState({ host }: { host: number }) {
  const { t } = useTranslation()
  const hindered = useHindrance(host, 'network', 'observe') !== null
  const query = useNetwork(host, !hindered)
  const notice = hindered && <CapabilityNotice host={host} area="network" needed="observe" />
  const body = (content: (answer: NetworkAnswer) => ReactNode) =>
    notice || (query.data ? content(query.data) : <PanelPending query={query} height={120} />)
  const cut = query.data?.truncated && t('hostNetwork.truncated')
  return (
    <>
      <Panel id="routes" title={t('hostNetwork.routes')} note={cut}>
        {body((answer) => (
          <Routes routes={answer.routes} />
        ))}
      </Panel>
      <Panel id="resolvers" title={t('hostNetwork.resolvers')}>
        {body((answer) => (
          <Resolvers dns={answer.dns} />
        ))}
      </Panel>
      <Panel id="neighbours" title={t('hostNetwork.neighbours')}>
        {body((answer) => (
          <Neighbours neighbours={answer.neighbours} />
        ))}
      </Panel>
    </>
  )
}

function Routes({ routes }: Pick<NetworkAnswer, 'routes'>) {
  const { t } = useTranslation()
  if (routes.length === 0) return <PanelEmpty>{t('hostNetwork.noRoutes')}</PanelEmpty>
  return (
    <Scrolled label={t('hostNetwork.routes')}>
      <table className={`${styles.table} ${styles.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('hostNetwork.destination')}</th>
            <th scope="col">{t('hostNetwork.gateway')}</th>
            <th scope="col">{t('section.interface')}</th>
            <th scope="col" className={styles.number}>
              {t('hostNetwork.metric')}
            </th>
          </tr>
        </thead>
        <tbody>
          {routes.map((route) => (
            <tr key={`${route.destination} ${route.gateway} ${route.interface} ${route.metric}`}>
              <td className={`${styles.name} ${own.address}`}>
                {/^(0\.0\.0\.0|::)\/0$/.test(route.destination)
                  ? `${t('hostNetwork.default')} (${route.family === 'ipv4' ? 'IPv4' : 'IPv6'})`
                  : route.destination}
              </td>
              <td className={own.address} data-label={t('hostNetwork.gateway')}>
                {route.kind === 'unreachable' ? t('hostNetwork.blocked') : (route.gateway ?? t('hostNetwork.direct'))}
              </td>
              <td data-label={t('section.interface')}>{route.interface || '–'}</td>
              <td className={styles.number} data-label={t('hostNetwork.metric')}>
                {route.metric}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  )
}

function Resolvers({ dns }: Pick<NetworkAnswer, 'dns'>) {
  const { t } = useTranslation()
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ['servers', dns.servers],
    ['upstream', dns.upstream],
    ['search', dns.search],
    ['options', dns.options],
  ]
  if (dns.servers.length === 0) return <p className="muted">{t('hostNetwork.noResolver')}</p>
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, values]) => values.length > 0)
        .map(([name, values]) => (
          <div key={name}>
            <dt>{t(`hostNetwork.dns.${name}`)}</dt>
            <dd>{values.join(', ')}</dd>
          </div>
        ))}
    </dl>
  )
}

function Neighbours({ neighbours }: Pick<NetworkAnswer, 'neighbours'>) {
  const { t } = useTranslation()
  if (neighbours.length === 0) return <p className="muted">{t('hostNetwork.noNeighbours')}</p>
  return (
    <Scrolled label={t('hostNetwork.neighbours')}>
      <table className={`${styles.table} ${styles.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('hostNetwork.address')}</th>
            <th scope="col">{t('hostNetwork.mac')}</th>
            <th scope="col">{t('section.interface')}</th>
          </tr>
        </thead>
        <tbody>
          {neighbours.map((each) => (
            <tr key={`${each.address} ${each.interface}`}>
              <td className={styles.name}>{each.address}</td>
              <td data-label={t('hostNetwork.mac')}>{each.mac ?? <span className="muted">{t('hostNetwork.silentNeighbour')}</span>}</td>
              <td data-label={t('section.interface')}>{each.interface}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  )
}

function Scrolled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div className={`${styles.scroll} ${own.tall}`} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  )
}
