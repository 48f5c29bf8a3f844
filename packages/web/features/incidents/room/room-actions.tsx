import { INCIDENT_ACTIONS, type IncidentAction, type IncidentAnswer } from '@hyperion/wire/incidents'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconArrowBackUp, IconCheck, IconCircleCheck, IconShieldCheck } from '../../../app/icons.ts'
import type { Deeds } from '../use-deeds.ts'
import styles from './room-actions.module.css'

const ICONS: Readonly<Record<IncidentAction, typeof IconCheck>> = {
  acknowledge: IconCheck,
  mitigate: IconShieldCheck,
  resolve: IconCircleCheck,
  reopen: IconArrowBackUp,
}

interface RoomActionsProps {
  readonly incident: IncidentAnswer
  readonly deeds: Deeds
  readonly onResolve: () => void
}

/** What may be done now, the likeliest first; within the thumb's reach on a phone. */
export function RoomActions({ incident, deeds, onResolve }: RoomActionsProps) {
  const { t } = useTranslation()
  const allowed = INCIDENT_ACTIONS.filter((action) => incident.allowed_actions.includes(action))
  return (
    <section data-thumb-bar className={styles.actions} aria-label={t('incidents.actions')}>
      {allowed.map((action, index) => {
        const Icon = ICONS[action]
        return (
          <Button
            key={action}
            className={styles.action ?? ''}
            variant={index === 0 ? 'filled' : 'default'}
            disabled={deeds.busy}
            leftSection={<Icon size={18} aria-hidden />}
            onClick={() => (action === 'resolve' ? onResolve() : void deeds.act(incident, action))}
          >
            {t(`incidents.action.${action}`)}
          </Button>
        )
      })}
    </section>
  )
}
