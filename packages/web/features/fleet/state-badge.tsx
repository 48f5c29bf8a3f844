import type { FleetState } from '@hyperion/wire/fleet'
import { useTranslation } from 'react-i18next'
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconHelpCircle,
  IconPlugConnectedX,
  IconTools,
} from '../../app/icons.ts'
import styles from './state-badge.module.css'
import tones from './tones.module.css'

export const STATE_ICONS: Readonly<Record<FleetState, typeof IconClock>> = {
  down: IconPlugConnectedX,
  critical: IconAlertOctagon,
  warning: IconAlertTriangle,
  stale: IconClock,
  unknown: IconHelpCircle,
  maintenance: IconTools,
  healthy: IconCircleCheck,
}

/** Colour, icon and word. */
export function StateBadge({ state }: { state: FleetState }) {
  const { t } = useTranslation()
  const Icon = STATE_ICONS[state]
  return (
    <span className={`${tones.tone} ${styles.state}`} data-state={state}>
      <Icon size={18} aria-hidden />
      {t(`fleet.state.${state}`)}
    </span>
  )
}
