import { FLEET_CHOICES, type FleetRow } from '@hyperion/wire/fleet'
import { Button, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconColumns3 } from '../../app/icons.ts'
import { SearchField } from '../../app/search-field.tsx'
import alerts from '../alerts/alerts.module.css'
import { FilterMenu } from './filter-menu.tsx'
import { isNarrowed, toggled, toggledColumn } from './fleet-address.ts'
import styles from './fleet-filters.module.css'
import { countTags } from './fleet-rows.ts'
import type { FleetAddress } from './use-fleet-address.ts'

/** Search, chips and columns: what is chosen is in the address. */
export function FleetFilters({ rows, address, phone }: { rows: readonly FleetRow[]; address: FleetAddress; phone: boolean }) {
  const { t } = useTranslation()
  const { view, change } = address
  const kinds = FLEET_CHOICES.kinds.filter((kind) => view.kinds.includes(kind) || rows.some((row) => row.kind === kind))
  const tags = countTags(rows)
  return (
    <>
      <SearchField className={alerts.search} label={t('fleet.search')} value={view.search} onChange={(search) => change({ search })} />
      {(tags.length > 0 || view.tags.length > 0) && (
        <FilterMenu
          label={t('fleet.column.tags')}
          choices={tags.map(([tag, count]) => ({ value: tag, label: tag, note: String(count) }))}
          chosen={view.tags}
          onToggle={(tag) => change({ tags: toggled(view.tags, tag) })}
        />
      )}
      {kinds.length > 1 && (
        <FilterMenu
          label={t('fleet.column.kind')}
          choices={kinds.map((kind) => ({ value: kind, label: t(`fleet.kind.${kind}`) }))}
          chosen={view.kinds}
          onToggle={(kind) => change({ kinds: toggled(view.kinds, kind) })}
        />
      )}
      {tags.length > 0 && (
        <Switch
          size="sm"
          className={styles.switch ?? ''}
          label={t('fleet.groupByTag')}
          checked={view.group === 'tag'}
          onChange={(event) => change({ group: event.currentTarget.checked ? 'tag' : 'none' })}
        />
      )}
      {!phone && (
        <FilterMenu
          label={t('fleet.columns')}
          icon={<IconColumns3 size={16} aria-hidden />}
          narrows={false}
          choices={FLEET_CHOICES.columns.map((column) => ({ value: column, label: t(`fleet.column.${column}`) }))}
          chosen={view.columns}
          onToggle={(column) => change({ columns: toggledColumn(view.columns, column) })}
        />
      )}
      {isNarrowed(view) && (
        <Button variant="subtle" size="compact-sm" onClick={() => change({ search: '', states: [], tags: [], kinds: [] })}>
          {t('alerts.clear')}
        </Button>
      )}
    </>
  )
}
