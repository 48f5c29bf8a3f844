import type { InboundState } from '@hyperion/wire/inbound'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconHelpCircle } from '../../app/icons.ts'
import panel from '../hosts/panel.module.css'

const LOOKS = {
  processed: { tone: 'good', Icon: IconCircleCheck },
  queued: { tone: 'quiet', Icon: IconClock },
  unreadable: { tone: 'warn', Icon: IconHelpCircle },
  failed: { tone: 'bad', Icon: IconAlertTriangle },
} as const

/** What became of a delivery. */
export function StateTag({ state }: { state: InboundState }) {
  const { t } = useTranslation()
  const { tone, Icon } = LOOKS[state]
  return (
    <span className={panel.tag} data-tone={tone}>
      <Icon size={18} aria-hidden />
      {t(`integrations.states.${state}`)}
    </span>
  )
}
