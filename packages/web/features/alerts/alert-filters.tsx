import { RESOURCES } from '@hyperion/wire/thresholds'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FilterChip, type FilterOption } from '../../app/filter-chip.tsx'
import { SearchField } from '../../app/search-field.tsx'
import { useHosts } from '../hosts/queries.ts'
import { useRules } from '../rules/queries.ts'
import { ruleName } from '../rules/rule-words.ts'
import { type AlertFilter, isFiltered, LEVELS, STATES } from './alert-filter.ts'
import styles from './alerts.module.css'
import type { AlertAddress } from './use-alert-address.ts'

/** Search and chips: what is chosen is in the address. */
export function AlertFilters({ address }: { address: AlertAddress }) {
  const { t } = useTranslation()
  const { filter, change } = address
  const hosts = useHosts().data?.hosts ?? []
  const rules = useRules().data?.rules ?? []
  const ruleOptions: FilterOption[] = [
    ...RESOURCES.map((resource) => ({ value: resource as string, label: t(`tiles.${resource}`) })),
    ...rules.map((rule) => ({ value: `rule:${rule.id}`, label: ruleName(t, rule.name) })),
  ]
  const hostOptions = hosts.map((host) => ({ value: String(host.id), label: host.name }))
  return (
    <div className={styles.filters}>
      <SearchField className={styles.search} label={t('alerts.search')} value={filter.search} onChange={(search) => change({ search })} />
      <FilterChip
        label={t('alerts.state')}
        value={filter.state}
        options={STATES.map((state) => ({ value: state, label: t(`alerts.${state}`) }))}
        onChange={(state) => change({ state: state as AlertFilter['state'] })}
      />
      <FilterChip
        label={t('alerts.level')}
        value={filter.level}
        options={LEVELS.map((level) => ({ value: level, label: t(`state.${level}`) }))}
        onChange={(level) => change({ level: level as AlertFilter['level'] })}
      />
      {(hosts.length > 1 || filter.host !== null) && (
        <FilterChip
          label={t('alerts.host')}
          value={filter.host === null ? null : String(filter.host)}
          options={hostOptions}
          onChange={(host) => change({ host: host === null ? null : Number(host) })}
        />
      )}
      <FilterChip label={t('alerts.rule')} value={filter.rule} options={ruleOptions} onChange={(rule) => change({ rule })} />
      {isFiltered(filter) && (
        <Button variant="subtle" size="compact-sm" onClick={address.clear}>
          {t('alerts.clear')}
        </Button>
      )}
    </div>
  )
}
