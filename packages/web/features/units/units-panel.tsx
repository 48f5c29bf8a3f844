import type { HostUnitsAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { SearchField } from '../../app/search-field.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { Seen } from '../hosts/lacks.tsx'
import styles from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { useView } from '../hosts/view.tsx'
import { useUnits } from './queries.ts'
import { matchingUnits } from './unit-order.ts'
import { UnitState } from './unit-state.tsx'

/** `whole`: as long as it is, for a page of its own. */
export function UnitsPanel({ host, whole = false }: { host: number; whole?: boolean }) {
  const { t } = useTranslation()
  const view = useView()
  const query = useUnits(host)
  const search = view.state.unitSearch
  const note =
    query.data &&
    query.data.at !== null &&
    t('units.note', { running: query.data.units.filter((unit) => unit.status === 'running').length, total: query.data.units.length })
  return (
    <Panel
      id="units"
      title={t('section.units')}
      note={note}
      wide
      actions={
        <SearchField
          small
          className={styles.filter}
          label={t('units.search')}
          value={search}
          onChange={(unitSearch) => view.change({ unitSearch })}
        />
      }
    >
      {query.data ? (
        <Seen host={host} what="units">
          {query.data.at === null ? (
            <PanelEmpty>{t('hostPage.unitsUntold')}</PanelEmpty>
          ) : (
            <UnitTable units={query.data.units} search={search} now={query.data.at} whole={whole} />
          )}
        </Seen>
      ) : (
        <PanelPending query={query} height={320} />
      )}
    </Panel>
  )
}

type TableProps = { readonly units: HostUnitsAnswer['units']; readonly search: string; readonly now: number; readonly whole: boolean }

function UnitTable({ units, search, now, whole }: TableProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const shown = matchingUnits(units, search)
  if (units.length === 0) return <PanelEmpty>{t('units.none')}</PanelEmpty>
  if (shown.length === 0) return <PanelEmpty>{t('units.noMatch', { search })}</PanelEmpty>
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div className={`${styles.scroll} ${whole ? '' : styles.scrollTall}`} tabIndex={0} role="group" aria-label={t('section.units')}>
      <table className={`${styles.table} ${styles.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t('units.state')}</th>
            <th scope="col">{t('units.name')}</th>
            <th scope="col">{t('units.description')}</th>
            <th scope="col" className={styles.number}>
              {t('units.up')}
            </th>
            <th scope="col">{t('units.boot')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((unit) => (
            <tr key={unit.name}>
              <td>
                <UnitState status={unit.status} />
              </td>
              <td className={styles.name}>{unit.name}</td>
              <td className={styles.grow} title={unit.description}>
                {unit.description}
              </td>
              <td
                className={styles.number}
                data-label={t('units.up')}
                title={unit.since === null ? undefined : formats.dateTime(unit.since)}
              >
                {unit.since === null ? '–' : formats.duration(Math.max(0, now - unit.since))}
              </td>
              <td data-label={t('units.boot')}>{unit.enabled === null ? '–' : t(unit.enabled ? 'units.enabled' : 'units.disabled')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
