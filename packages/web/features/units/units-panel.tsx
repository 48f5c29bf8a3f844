import type { HostUnitsAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { SearchField } from '../../app/search-field.tsx'
import { Seen } from '../hosts/lacks.tsx'
import styles from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { useView } from '../hosts/view.tsx'
import { useUnits } from './queries.ts'
import { matchingUnits } from './unit-order.ts'
import { UnitTable } from './unit-table.tsx'

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
            <Units units={query.data.units} search={search} now={query.data.at} whole={whole} />
          )}
        </Seen>
      ) : (
        <PanelPending query={query} height={320} />
      )}
    </Panel>
  )
}

type TableProps = { readonly units: HostUnitsAnswer['units']; readonly search: string; readonly now: number; readonly whole: boolean }

function Units({ units, search, now, whole }: TableProps) {
  const { t } = useTranslation()
  const shown = matchingUnits(units, search)
  if (units.length === 0) return <PanelEmpty>{t('units.none')}</PanelEmpty>
  if (shown.length === 0) return <PanelEmpty>{t('units.noMatch', { search })}</PanelEmpty>
  return (
    <UnitTable
      units={shown.map(({ status, enabled, ...unit }) => ({
        ...unit,
        state: status,
        boot: enabled === null ? '–' : t(enabled ? 'units.enabled' : 'units.disabled'),
      }))}
      sinceLabel={t('units.up')}
      now={now}
      nameOf={(name) => name}
      framed={!whole}
    />
  )
}
