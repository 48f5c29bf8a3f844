import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { SearchField } from '../../app/search-field.tsx'
import { useNow } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { useView } from '../hosts/view.tsx'
import { CapabilityNotice } from '../operating/capability-notice.tsx'
import { countsOf, filterOf, shownUnits, UNIT_FILTERS } from './live-order.ts'
import styles from './live-units.module.css'
import { useTimers } from './queries.ts'
import { TimerTable } from './timer-table.tsx'
import { useBootWord } from './unit-state.tsx'
import { UnitTable } from './unit-table.tsx'
import { type LiveUnit, useLiveUnits } from './use-live-units.ts'

/** Every unit of a host as it is now; one of them leads to what it is and what can be done to it. */
export function LiveUnits({ host }: { host: number }) {
  const { t } = useTranslation()
  const view = useView()
  const search = view.state.unitSearch
  const { units, error, stale, again } = useLiveUnits(host)
  const running = units?.filter(({ state }) => state === 'running').length ?? 0
  return (
    <Panel
      id="units"
      title={t('section.units')}
      note={stale ? t('units.stale') : units && t('units.note', { running, total: units.length })}
      wide
      actions={
        <SearchField
          small
          className={panel.filter}
          label={t('units.search')}
          value={search}
          onChange={(unitSearch) => view.change({ unitSearch })}
        />
      }
    >
      <CapabilityNotice host={host} area="units" needed="operate" />
      {error?.code === 'unsupported' ? (
        <PanelEmpty>{t('units.unsupported')}</PanelEmpty>
      ) : units ? (
        <List host={host} units={units} search={search} />
      ) : error ? (
        <PanelFailure error={new Error(error.message)} retry={again} />
      ) : (
        <PanelSkeleton height={320} />
      )}
    </Panel>
  )
}

function List({ host, units, search }: { host: number; units: readonly LiveUnit[]; search: string }) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const filter = filterOf(params.get('kind'))
  const counts = countsOf(units)
  const shown = shownUnits(units, filter, search)
  const set = (name: string, value: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      next.set(name, value)
      return next
    })
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: not a set of form fields */}
      <div className={styles.chips} role="group" aria-label={t('units.filter')}>
        {UNIT_FILTERS.filter((each) => counts[each] > 0 || each === filter).map((each) => (
          <button key={each} type="button" className={styles.chip} aria-pressed={each === filter} onClick={() => set('kind', each)}>
            {t(`units.filters.${each}`)} <span className="muted">{counts[each]}</span>
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <PanelEmpty>{search ? t('units.noMatch', { search }) : t('units.none')}</PanelEmpty>
      ) : filter === 'timer' ? (
        <Timers host={host} shown={shown} onOpen={(name) => set('about', name)} />
      ) : (
        <Table units={shown} onOpen={(name) => set('about', name)} />
      )}
    </>
  )
}

/** With when they go off, where the host tells. */
function Timers({ host, shown, onOpen }: { host: number; shown: readonly LiveUnit[]; onOpen: (name: string) => void }) {
  const { data } = useTimers(host)
  const names = new Set(shown.map(({ name }) => name))
  const timers = data?.timers.filter(({ name }) => names.has(name)) ?? []
  return timers.length > 0 ? <TimerTable timers={timers} onOpen={onOpen} /> : <Table units={shown} onOpen={onOpen} />
}

function Table({ units, onOpen }: { units: readonly LiveUnit[]; onOpen: (name: string) => void }) {
  const { t } = useTranslation()
  const bootWord = useBootWord()
  return (
    <UnitTable
      units={units.map((unit) => ({ ...unit, boot: bootWord(unit.enabled) }))}
      sinceLabel={t('units.since')}
      now={useNow()}
      nameOf={(name) => (
        <button type="button" className={styles.link} onClick={() => onOpen(name)}>
          {name}
        </button>
      )}
    />
  )
}
