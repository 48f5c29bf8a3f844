import { SEVERITIES } from '@hyperion/wire/incidents'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FilterChip } from '../../app/filter-chip.tsx'
import { SearchField } from '../../app/search-field.tsx'
import { useCollection } from '../services/queries.ts'
import { type IncidentFilter, isFiltered, ORDERINGS, STATUS_CHOICES } from './incident-filter.ts'
import styles from './incidents-page.module.css'
import type { IncidentAddress } from './use-incident-address.ts'

type Chosen = Required<IncidentFilter>

/** Search and chips: what is chosen is in the address. The board has a column for each status and an order of its own. */
export function IncidentFilters({ address }: { address: IncidentAddress }) {
  const { t } = useTranslation()
  const { filter, change, view } = address
  const services = useCollection('services').data ?? []
  const tags = useCollection('tags').data ?? []
  return (
    <div className={styles.filters}>
      <SearchField
        className={styles.search}
        label={t('incidents.search')}
        value={filter.search}
        onChange={(search) => change({ search })}
      />
      {view === 'list' && (
        <FilterChip
          label={t('incidents.field.status')}
          value={filter.status}
          options={STATUS_CHOICES.map((value) => ({ value, label: t(`incidents.status.${value}`) }))}
          onChange={(status) => change({ status: status as Chosen['status'] })}
        />
      )}
      <FilterChip
        label={t('incidents.field.severity')}
        value={filter.severity}
        options={SEVERITIES.map((value) => ({ value, label: t(`incidents.severity.${value}`) }))}
        onChange={(severity) => change({ severity: severity as Chosen['severity'] })}
      />
      {(services.length > 0 || filter.service !== null) && (
        <FilterChip
          label={t('incidents.field.service')}
          value={filter.service}
          options={services.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(service) => change({ service })}
        />
      )}
      {(tags.length > 0 || filter.tag !== null) && (
        <FilterChip
          label={t('incidents.field.tag')}
          value={filter.tag}
          options={tags.map(({ name }) => ({ value: name, label: name }))}
          onChange={(tag) => change({ tag })}
        />
      )}
      {view === 'list' && (
        <FilterChip
          label={t('incidents.ordering.label')}
          value={filter.ordering === '-created_at' ? null : filter.ordering}
          options={ORDERINGS.filter((each) => each !== '-created_at').map((value) => ({ value, label: t(`incidents.ordering.${value}`) }))}
          none={t('incidents.ordering.-created_at')}
          onChange={(ordering) => change({ ordering: (ordering ?? '-created_at') as Chosen['ordering'] })}
        />
      )}
      {isFiltered(view === 'board' ? { ...filter, status: null } : filter) && (
        <Button variant="subtle" size="compact-sm" onClick={address.clear}>
          {t('alerts.clear')}
        </Button>
      )}
    </div>
  )
}
