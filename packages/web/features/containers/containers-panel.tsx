import type { ContainersAnswer } from '@hyperion/wire/web'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle } from '../../app/icons.ts'
import { SearchField } from '../../app/search-field.tsx'
import { useLive } from '../../live/feed.tsx'
import type { LiveStore } from '../../live/store.ts'
import panel from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { ContainerAction } from './container-action.tsx'
import { ContainerCharts } from './container-charts.tsx'
import { ContainerDrawer } from './container-drawer.tsx'
import { arranged, type ShownContainer } from './container-order.ts'
import { ContainerTable } from './container-table.tsx'
import type { Verb } from './container-verbs.ts'
import styles from './containers.module.css'
import { useContainers } from './queries.ts'
import { useContainerAddress } from './use-container-address.ts'
import { useContainerStates, withState } from './use-container-states.ts'

/** The containers of a host, and the charts of the one that is open. */
export function ContainersPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const query = useContainers(host)
  const address = useContainerAddress()
  const { states, again } = useContainerStates(host)
  const [asked, setAsked] = useState<{ readonly id: number; readonly verb: Verb } | null>(null)
  const containers = (query.data?.containers ?? []).map((each) => withState(each, states))
  const looked = address.look && containers.find(({ id }) => id === address.of)
  const acted = asked && containers.find(({ id }) => id === asked.id)
  const open = containers.find(({ name }) => name === address.open)
  const present = containers.filter(({ state }) => state !== 'removed')
  const running = present.filter(({ state }) => state === 'running').length
  const note = query.data && present.length > 0 && t('containers.note', { running, total: present.length })
  return (
    <div className={styles.containers}>
      <Panel id="containers" title={t('containers.title')} note={note} wide actions={containers.length > 0 && <Search address={address} />}>
        {query.data ? (
          <Body host={host} answer={{ ...query.data, containers }} address={address} onVerb={(id, verb) => setAsked({ id, verb })} />
        ) : (
          <PanelPending query={query} height={240} />
        )}
      </Panel>
      {open && <ContainerCharts name={open.name} />}
      {looked && address.look && (
        <ContainerDrawer
          host={host}
          container={looked}
          look={address.look}
          onLook={(look) => address.lookAt(look, looked.id)}
          onClose={() => address.lookAt(null)}
        />
      )}
      {asked && acted && (
        <ContainerAction
          key={`${asked.id} ${asked.verb}`}
          host={host}
          container={acted}
          verb={asked.verb}
          onDone={again}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  )
}

type Address = ReturnType<typeof useContainerAddress>

function Search({ address }: { address: Address }) {
  const { t } = useTranslation()
  return <SearchField small className={panel.filter} label={t('containers.search')} value={address.search} onChange={address.find} />
}

interface BodyProps {
  readonly host: number
  readonly answer: ContainersAnswer
  readonly address: Address
  readonly onVerb: (id: number, verb: Verb) => void
}

function Body({ host, answer, address, onVerb }: BodyProps) {
  const { t } = useTranslation()
  const live = useLive(host)
  const { told, containers } = answer
  const gone = containers.filter(({ state }) => state === 'removed').length
  const listed = containers.filter(({ state }) => address.removed || state !== 'removed').map((each) => shown(each, live))
  const found = arranged(listed, address.search, address.order)
  return (
    <>
      {told?.troubles.map((trouble) => (
        <Trouble key={trouble}>{trouble.replace(/^containers: /, '')}</Trouble>
      ))}
      {found.length > 0 ? (
        <ContainerTable
          host={host}
          containers={found}
          order={address.order}
          onSort={address.sort}
          open={address.open}
          onOpen={address.show}
          onLook={(id, look) => address.lookAt(look, id)}
          onVerb={onVerb}
        />
      ) : listed.length > 0 ? (
        <PanelEmpty>{t('containers.noMatch', { search: address.search })}</PanelEmpty>
      ) : (
        <Nothing told={told} />
      )}
      {gone > 0 && (
        <button type="button" className={styles.more} onClick={() => address.showRemoved(!address.removed)}>
          {address.removed ? t('containers.hideRemoved') : t('containers.showRemoved', { count: gone })}
        </button>
      )}
    </>
  )
}

function Trouble({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <p className={styles.trouble}>
      <IconAlertTriangle size={16} aria-hidden />
      <span>
        {t('containers.trouble')} <span className={styles.reason}>{children}</span>
      </span>
    </p>
  )
}

/** What this is, and what to do so that something is there. */
function Nothing({ told }: Pick<ContainersAnswer, 'told'>) {
  const { t } = useTranslation()
  if (!told) return <PanelEmpty>{t('containers.untold')}</PanelEmpty>
  if (told.engines.length > 0) return <PanelEmpty>{t('containers.none', { engines: told.engines.join(', ') })}</PanelEmpty>
  return <PanelEmpty>{t(told.troubles.length > 0 ? 'containers.refused' : 'containers.noEngine')}</PanelEmpty>
}

/** With the figures of this second where they come live, else those last stored. */
function shown(container: ContainersAnswer['containers'][number], live: LiveStore): ShownContainer {
  const runs = container.state === 'running' || container.state === 'paused'
  const figure = (metric: string) =>
    runs ? (live.value(`container.${metric}`, container.name) ?? container.figures?.[metric] ?? null) : null
  const rate = (metric: string) => (runs ? live.rate(`container.${metric}`, container.name) : null)
  return {
    ...container,
    cpu: figure('cpu'),
    memory: figure('memory_used'),
    memoryLimit: figure('memory_limit'),
    memoryPercent: figure('memory_usage'),
    received: rate('rx_bytes'),
    sent: rate('tx_bytes'),
  }
}
