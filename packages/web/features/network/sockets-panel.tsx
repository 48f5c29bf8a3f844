import { SOCKET_SETS } from '@hyperion/wire/actions'
import type { SocketsAnswer, SocketView } from '@hyperion/wire/web'
import { SegmentedControl } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconInfoCircle } from '../../app/icons.ts'
import { SearchField } from '../../app/search-field.tsx'
import { useFormats } from '../../app/use-formats.ts'
import styles from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { CapabilityNotice, useHindrance } from '../operating/capability-notice.tsx'
import own from './network.module.css'
import { useSockets } from './queries.ts'
import { useNetworkAddress } from './use-network-address.ts'
import { endpoint, matchingSockets } from './words.ts'

/** Who listens and who is connected, with the process behind each. */
export function SocketsPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const address = useNetworkAddress()
  const hindered = useHindrance(host, 'network', 'observe') !== null
  const query = useSockets(host, address.which, !hindered)
  const found = query.data && matchingSockets(query.data.sockets, address.search)
  return (
    <Panel
      id="sockets"
      title={t('hostNetwork.sockets')}
      note={found && t('hostNetwork.socketCount', { count: found.length })}
      wide
      actions={
        <div className={own.actions}>
          <SegmentedControl
            size="xs"
            aria-label={t('hostNetwork.which')}
            value={address.which}
            onChange={address.show}
            data={SOCKET_SETS.toReversed()
              .toSorted((a, b) => Number(b === 'listening') - Number(a === 'listening'))
              .map((value) => ({ value, label: t(`hostNetwork.sets.${value}`) }))}
          />
          <SearchField small className={styles.filter} label={t('hostNetwork.search')} value={address.search} onChange={address.find} />
        </div>
      }
    >
      {hindered ? (
        <CapabilityNotice host={host} area="network" needed="observe" />
      ) : query.data && found ? (
        <Body host={host} answer={query.data} found={found} search={address.search} />
      ) : (
        <PanelPending query={query} height={320} />
      )}
    </Panel>
  )
}

interface BodyProps {
  readonly host: number
  readonly answer: SocketsAnswer
  readonly found: readonly SocketView[]
  readonly search: string
}

function Body({ host, answer, found, search }: BodyProps) {
  const { t } = useTranslation()
  const hidden = !answer.sees_all && answer.unknown_processes > 0
  return (
    <>
      {hidden && <Remark>{t('hostNetwork.hiddenProcesses', { count: answer.unknown_processes })}</Remark>}
      {answer.truncated && <Remark>{t('hostNetwork.tooMany', { count: answer.sockets.length, total: answer.total })}</Remark>}
      {found.length > 0 ? (
        <SocketTable host={host} sockets={found} />
      ) : (
        <PanelEmpty>{search === '' ? t('hostNetwork.noSockets') : t('hostNetwork.noMatch', { search })}</PanelEmpty>
      )}
    </>
  )
}

function Remark({ children }: { children: string }) {
  return (
    <p className={own.remark}>
      <IconInfoCircle size={16} aria-hidden />
      {children}
    </p>
  )
}

const ROW_PX = 36

/** Lines out of sight are not drawn: a busy server has tens of thousands. */
function SocketTable({ host, sockets }: { host: number; sockets: readonly SocketView[] }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useVirtualizer({
    count: sockets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 20,
  })
  const drawn = lines.getVirtualItems()
  const before = drawn[0]?.start ?? 0
  const after = lines.getTotalSize() - (drawn.at(-1)?.end ?? 0)
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div ref={scroller} className={`${styles.scroll} ${styles.scrollTall}`} tabIndex={0} role="group" aria-label={t('hostNetwork.sockets')}>
      <table className={`${styles.table} ${styles.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('units.state')}</th>
            <th scope="col">{t('hostNetwork.local')}</th>
            <th scope="col">{t('hostNetwork.remote')}</th>
            <th scope="col">{t('hostNetwork.process')}</th>
            <th scope="col">{t('process.user')}</th>
            <th scope="col" className={styles.number}>
              {t('hostNetwork.queues')}
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {drawn.map(({ index }) => {
            const socket = sockets[index]
            return socket && <SocketRow key={index} index={index} host={host} socket={socket} measure={lines.measureElement} />
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </div>
  )
}

function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={6} />
    </tr>
  )
}

interface RowProps {
  readonly host: number
  readonly socket: SocketView
  readonly index: number
  readonly measure: (row: HTMLTableRowElement | null) => void
}

function SocketRow({ host, socket, index, measure }: RowProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const local = endpoint(socket.local_address, socket.local_port)
  const remote = socket.remote_address === null ? null : endpoint(socket.remote_address, socket.remote_port)
  const { receive_queue: received, send_queue: sent } = socket
  const queued = received === null || sent === null ? '–' : `${formats.number(received)} / ${formats.number(sent)}`
  return (
    <tr ref={measure} data-index={index}>
      <td>
        {t(`hostNetwork.states.${socket.state}`)} <span className={styles.sub}>{socket.protocol}</span>
      </td>
      <td className={`${styles.name} ${own.address}`}>{local}</td>
      <td className={own.address} data-label={t('hostNetwork.remote')}>
        {remote ?? '–'}
      </td>
      <td className={own.address} data-label={t('hostNetwork.process')}>
        <Process host={host} socket={socket} />
      </td>
      <td data-label={t('process.user')}>{socket.user ?? '–'}</td>
      <td className={styles.number} data-label={t('hostNetwork.queues')}>
        {queued}
      </td>
    </tr>
  )
}

function Process({ host, socket: { pid, process, others } }: Pick<RowProps, 'host' | 'socket'>) {
  const { t } = useTranslation()
  if (pid === null) return <span className="muted">–</span>
  return (
    <>
      <Link to={`/hosts/${host}/processes?process=${encodeURIComponent(process ?? String(pid))}`}>{process ?? pid}</Link>{' '}
      <span className={styles.sub}>
        {pid}
        {others > 0 && ` ${t('hostNetwork.others', { count: others })}`}
      </span>
    </>
  )
}
