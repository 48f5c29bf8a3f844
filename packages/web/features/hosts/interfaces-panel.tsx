import type { HostAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { IconCircleCheck, IconPlugConnectedX } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useLive } from '../../live/feed.tsx'
import { InterfaceSpark } from '../network/interface-spark.tsx'
import network from '../network/network.module.css'
import styles from './panel.module.css'
import { Panel, PanelEmpty, PanelPending } from './panel.tsx'
import { useHost } from './queries.ts'
import { useView } from './view.tsx'

type Interface = HostAnswer['interfaces'][number]

/** Every interface with its addresses, and what it carries at this moment; real ones come first. */
export function InterfacesPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const query = useHost(host)
  const rank = (each: Interface) => Number(each.virtual) * 2 + Number(!each.up)
  const interfaces = query.data?.interfaces.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
  return (
    <Panel id="interfaces" title={t('hostPage.network.interfaces')} wide>
      {interfaces ? (
        interfaces.length === 0 ? (
          <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>
        ) : (
          <InterfaceTable host={host} interfaces={interfaces} />
        )
      ) : (
        <PanelPending query={query} />
      )}
    </Panel>
  )
}

function InterfaceTable({ host, interfaces }: { host: number; interfaces: readonly Interface[] }) {
  const { t } = useTranslation()
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${styles.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('section.interface')}</th>
            <th scope="col">{t('units.state')}</th>
            <th scope="col">{t('hostPage.network.addresses')}</th>
            <th scope="col" className={styles.number}>
              {t('hostPage.network.speed')}
            </th>
            <th scope="col" className={styles.number}>
              {t('metric.network.rx_bytes')}
            </th>
            <th scope="col" className={styles.number}>
              {t('metric.network.tx_bytes')}
            </th>
            <th scope="col">{t('hostNetwork.carried')}</th>
            <th scope="col" className={styles.number}>
              {t('hostPage.network.errors')}
            </th>
          </tr>
        </thead>
        <tbody>
          {interfaces.map((each) => (
            <InterfaceRow key={each.name} host={host} facts={each} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function InterfaceRow({ host, facts }: { host: number; facts: Interface }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  const view = useView()
  const { name, up, virtual, speed } = facts
  const bits = view.state.networkUnit === 'bits'
  const rate = (metric: string) => {
    const bytes = live.rate(metric, name)
    return bits ? formats.bitRate(bytes === null ? null : bytes * 8) : formats.rate(bytes)
  }
  const errors = [live.value('network.rx_errors', name), live.value('network.tx_errors', name)].filter((each) => each !== null)
  const addresses = [...facts.ipv4, ...facts.ipv6]
  const Icon = up ? IconCircleCheck : IconPlugConnectedX
  return (
    <tr>
      <td className={styles.name}>
        <button type="button" className={styles.moment} onClick={() => view.change({ network: name })}>
          {name}
        </button>
        {virtual && <span className={styles.sub}> {t('hostPage.network.virtual')}</span>}
      </td>
      <td>
        <span className={styles.tag} data-tone={up ? 'good' : 'quiet'}>
          <Icon size={16} aria-hidden />
          {t(up ? 'facts.up' : 'facts.down')}
        </span>
      </td>
      <td className={styles.grow} data-label={t('hostPage.network.addresses')} title={[...addresses, facts.mac ?? ''].join('\n')}>
        {addresses.join(', ') || t('facts.noAddress')} <span className={styles.sub}>{facts.mac}</span>
      </td>
      <td className={styles.number} data-label={t('hostPage.network.speed')}>
        {formats.bitRate(speed)}
      </td>
      <td className={styles.number} data-label={t('metric.network.rx_bytes')}>
        {rate('network.rx_bytes')}
      </td>
      <td className={styles.number} data-label={t('metric.network.tx_bytes')}>
        {rate('network.tx_bytes')}
      </td>
      {up ? (
        <td data-label={t('hostNetwork.carried')}>
          <div className={network.spark}>
            <InterfaceSpark host={host} name={name} />
          </div>
        </td>
      ) : (
        <td />
      )}
      <td className={styles.number} data-label={t('hostPage.network.errors')}>
        {formats.number(errors.length === 0 ? null : errors.reduce((sum, each) => sum + each, 0))}
      </td>
    </tr>
  )
}
