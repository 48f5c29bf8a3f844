import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import styles from './live-units.module.css'
import { UnitState } from './unit-state.tsx'

export interface UnitLine {
  readonly name: string
  readonly state: string
  readonly description: string
  /** Epoch ms. */
  readonly since: number | null
  /** What happens to it when the host starts, in words. */
  readonly boot: string
}

interface UnitTableProps {
  readonly units: readonly UnitLine[]
  /** What `since` is told as: how long it is until `now`. */
  readonly sinceLabel: string
  readonly now: number
  readonly nameOf: (name: string) => ReactNode
  /** It scrolls by itself. */
  readonly framed?: boolean
}

/** State first, name second; cards on a phone. */
export function UnitTable({ units, sinceLabel, now, nameOf, framed = false }: UnitTableProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div className={`${panel.scroll} ${framed ? panel.scrollTall : ''}`} tabIndex={0} role="group" aria-label={t('section.units')}>
      <table className={`${panel.table} ${panel.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('units.state')}</th>
            <th scope="col">{t('units.name')}</th>
            <th scope="col">{t('units.description')}</th>
            <th scope="col" className={panel.number}>
              {sinceLabel}
            </th>
            <th scope="col">{t('units.boot')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map(({ name, state, description, since, boot }) => (
            <tr key={name}>
              <td>
                <UnitState status={state} />
              </td>
              <td className={`${panel.name} ${styles.unit}`}>{nameOf(name)}</td>
              <td className={panel.grow} title={description}>
                {description}
              </td>
              <td className={panel.number} data-label={sinceLabel} title={since === null ? undefined : formats.dateTime(since)}>
                {since === null ? '–' : formats.duration(Math.max(0, now - since))}
              </td>
              <td data-label={t('units.boot')}>{boot}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
