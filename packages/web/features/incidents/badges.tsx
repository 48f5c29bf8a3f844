import type { IncidentStatus, Severity } from '@hyperion/wire/incidents'
import { useTranslation } from 'react-i18next'
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconArrowDown,
  IconCircleCheck,
  IconInfoCircle,
  IconShieldCheck,
  IconUrgent,
  IconUserCheck,
} from '../../app/icons.ts'
import styles from './incidents.module.css'

type Look = { readonly icon: typeof IconUrgent; readonly tone: 'bad' | 'warn' | 'calm' | 'good' | 'quiet' }

export const STATUS_LOOKS: Readonly<Record<IncidentStatus, Look>> = {
  TRIGGERED: { icon: IconUrgent, tone: 'bad' },
  ACKNOWLEDGED: { icon: IconUserCheck, tone: 'warn' },
  MITIGATED: { icon: IconShieldCheck, tone: 'calm' },
  RESOLVED: { icon: IconCircleCheck, tone: 'good' },
}

const SEVERITY_LOOKS: Readonly<Record<Severity, Look>> = {
  SEV1_CRITICAL: { icon: IconAlertOctagon, tone: 'bad' },
  SEV2_HIGH: { icon: IconAlertTriangle, tone: 'warn' },
  SEV3_MEDIUM: { icon: IconInfoCircle, tone: 'quiet' },
  SEV4_LOW: { icon: IconArrowDown, tone: 'quiet' },
}

/** Colour, icon and word. */
export function StatusBadge({ status }: { status: IncidentStatus }) {
  const { t } = useTranslation()
  const { icon: Icon, tone } = STATUS_LOOKS[status]
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon size={18} aria-hidden />
      {t(`incidents.status.${status}`)}
    </span>
  )
}

export function SeverityBadge({ severity }: { severity: Severity }) {
  const { t } = useTranslation()
  const { icon: Icon, tone } = SEVERITY_LOOKS[severity]
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon size={18} aria-hidden />
      {t(`incidents.severity.${severity}`)}
    </span>
  )
}
