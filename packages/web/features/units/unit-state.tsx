import { useTranslation } from 'react-i18next'
import { IconAlertOctagon, IconCircleCheck, IconHelpCircle, IconPlayerStop, IconRefresh } from '../../app/icons.ts'
import styles from '../hosts/panel.module.css'

const TONES: Record<string, { tone: string; icon: typeof IconRefresh }> = {
  failed: { tone: 'bad', icon: IconAlertOctagon },
  starting: { tone: 'warn', icon: IconRefresh },
  stopping: { tone: 'warn', icon: IconRefresh },
  running: { tone: 'good', icon: IconCircleCheck },
  stopped: { tone: 'quiet', icon: IconPlayerStop },
}

export function UnitState({ status }: { status: string }) {
  const { t } = useTranslation()
  const { tone, icon: Icon } = TONES[status] ?? { tone: 'quiet', icon: IconHelpCircle }
  return (
    <span className={styles.tag} data-tone={tone}>
      <Icon size={16} aria-hidden />
      {t(`units.states.${status}`, { defaultValue: status })}
    </span>
  )
}

/** What systemd does with a unit when the host starts, from its own word for it. */
export function useBootWord(): (enabled: string) => string {
  const { t } = useTranslation()
  return (enabled) => (enabled === '' ? '–' : t(`units.boots.${enabled}`, { defaultValue: enabled }))
}
