import { FLEET_CHOICES, type FleetState } from '@hyperion/wire/fleet'
import { useTranslation } from 'react-i18next'
import type { StateCounts } from './fleet-rows.ts'
import styles from './fleet-summary.module.css'
import { STATE_ICONS } from './state-badge.tsx'
import tones from './tones.module.css'

interface FleetSummaryProps {
  readonly counts: StateCounts
  readonly chosen: readonly FleetState[]
  readonly onToggle: (state: FleetState) => void
}

/** How many hosts are how, each a filter. */
export function FleetSummary({ counts, chosen, onToggle }: FleetSummaryProps) {
  const { t } = useTranslation()
  const shown = FLEET_CHOICES.states.filter((state) => counts[state] > 0 || state === 'healthy' || chosen.includes(state))
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    <div className={styles.summary} role="group" aria-label={t('fleet.byState')}>
      {shown.map((state) => {
        const Icon = STATE_ICONS[state]
        return (
          <button
            key={state}
            type="button"
            className={`${tones.tone} ${styles.count}`}
            data-state={state}
            data-none={counts[state] === 0 || undefined}
            aria-pressed={chosen.includes(state)}
            onClick={() => onToggle(state)}
          >
            <Icon size={18} aria-hidden />
            <strong>{counts[state]}</strong>
            {t(`fleet.count.${state}`, { count: counts[state] })}
          </button>
        )
      })}
    </div>
  )
}
