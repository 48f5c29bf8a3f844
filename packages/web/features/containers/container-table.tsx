import { useTranslation } from 'react-i18next'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import { ContainerMemory, ContainerSpark, ContainerState, ContainerTraffic } from './container-cells.tsx'
import { ContainerMenu } from './container-menu.tsx'
import type { Order, ShownContainer } from './container-order.ts'
import styles from './container-table.module.css'
import type { Verb } from './container-verbs.ts'
import type { Look } from './use-container-address.ts'

interface TableProps {
  readonly host: number
  readonly containers: readonly ShownContainer[]
  readonly order: Order
  readonly onSort: (order: Order) => void
  /** Name of the one whose charts are shown. */
  readonly open: string | null
  readonly onOpen: (name: string | null) => void
  readonly onLook: (id: number, look: Look) => void
  readonly onVerb: (id: number, verb: Verb) => void
}

/** State first, name second; cards on a phone. */
export function ContainerTable({ host, containers, order, onSort, open, onOpen, onLook, onVerb }: TableProps) {
  const { t } = useTranslation()
  const head = (key: Order, label: string, className?: string) => {
    const rises = key === 'name' || key === 'state'
    const Arrow = rises ? IconArrowUp : IconArrowDown
    return (
      <th scope="col" className={className} aria-sort={order !== key ? 'none' : rises ? 'ascending' : 'descending'}>
        <button type="button" className={panel.sort} data-active={order === key || undefined} onClick={() => onSort(key)}>
          {order === key && <Arrow size={14} aria-hidden />}
          {label}
        </button>
      </th>
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div className={`${panel.scroll} ${styles.scroll}`} tabIndex={0} role="group" aria-label={t('containers.title')}>
      <table className={`${panel.table} ${styles.table}`}>
        <thead>
          <tr>
            {head('state', t('containers.state'))}
            {head('name', t('containers.name'))}
            <th scope="col">
              <span className="visually-hidden">{t('containers.lately')}</span>
            </th>
            {head('cpu', t('containers.cpu'), panel.number)}
            {head('memory', t('containers.memory'))}
            {head('network', t('containers.network'))}
            <th scope="col" className={panel.number}>
              {t('containers.since')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('containerActions.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {containers.map((container) => (
            <Row
              key={container.id}
              host={host}
              container={container}
              open={open === container.name}
              onOpen={onOpen}
              onLook={onLook}
              onVerb={onVerb}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = { readonly container: ShownContainer; readonly open: boolean } & Pick<TableProps, 'host' | 'onOpen' | 'onLook' | 'onVerb'>

function Row({ host, container, open, onOpen, onLook, onVerb }: RowProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { name, image, engine, state } = container
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <tr data-container={name} data-open={open || undefined}>
      <td>
        <ContainerState container={container} />
      </td>
      <td className={styles.what}>
        <button
          type="button"
          className={styles.open}
          aria-expanded={open}
          aria-label={t('containers.charts', { name })}
          onClick={() => onOpen(open ? null : name)}
        >
          <Chevron size={16} aria-hidden />
          {name}
        </button>
        <div className={panel.sub} title={image}>
          {image} · {engine}
        </div>
      </td>
      <td className={styles.lately}>{state === 'running' && <ContainerSpark host={host} name={name} />}</td>
      <td className={`${panel.number} ${styles.cpu}`}>{formats.percent(container.cpu)}</td>
      <td>
        <ContainerMemory container={container} />
      </td>
      <td>
        <ContainerTraffic container={container} />
      </td>
      <td className={`${panel.number} ${styles.when}`} data-label={t('containers.since')}>
        <Since container={container} />
      </td>
      <td className={styles.menu}>
        <ContainerMenu
          host={host}
          container={container}
          onLook={(look) => onLook(container.id, look)}
          onVerb={(verb) => onVerb(container.id, verb)}
        />
      </td>
    </tr>
  )
}

/** How long it runs; of one that does not, when that changed. */
function Since({ container }: { container: ShownContainer }) {
  const formats = useFormats()
  const { started_at: started, updated_at: updated, state } = container
  const at = state === 'running' ? started : updated
  if (at === null) return '–'
  return (
    <span title={formats.dateTime(at)}>{state === 'running' ? formats.duration(Date.now() - at) : formats.relative(at, Date.now())}</span>
  )
}
