import type { ContainerRow } from '@hyperion/wire/web'
import { ActionIcon, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  IconActivity,
  IconDotsVertical,
  IconFileText,
  IconInfoCircle,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconUrgent,
} from '../../app/icons.ts'
import { useHindrance } from '../operating/capability-notice.tsx'
import { usePermitted } from '../session/session.ts'
import { type Verb, verbsOf } from './container-verbs.ts'
import type { Look } from './use-container-address.ts'

const VERB_ICONS: Readonly<Record<Verb, typeof IconRefresh>> = {
  start: IconPlayerPlay,
  stop: IconPlayerStop,
  restart: IconRefresh,
  pause: IconPlayerPause,
  unpause: IconPlayerPlay,
  kill: IconUrgent,
}
const LOOK_ICONS = { logs: IconFileText, details: IconInfoCircle, usage: IconActivity } as const

interface ContainerMenuProps {
  readonly host: number
  readonly container: ContainerRow
  readonly onLook: (look: Look) => void
  readonly onVerb: (verb: Verb) => void
}

/** A look into a container, and what can be done to it now. */
export function ContainerMenu({ host, container, onLook, onVerb }: ContainerMenuProps) {
  const { t } = useTranslation()
  const permitted = usePermitted('execute')
  const hindered = useHindrance(host, 'containers', 'operate') !== null
  const looks: readonly Look[] = permitted ? ['logs', 'details', 'usage'] : ['usage']
  if (container.state === 'removed') return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('containerActions.actionsOf', { name: container.name })}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {looks.map((look) => {
          const Icon = LOOK_ICONS[look]
          return (
            <Menu.Item key={look} leftSection={<Icon size={16} aria-hidden />} onClick={() => onLook(look)}>
              {t(`containerActions.look.${look}`)}
            </Menu.Item>
          )
        })}
        {permitted && !hindered && verbsOf(container.state).length > 0 && <Menu.Divider />}
        {permitted &&
          !hindered &&
          verbsOf(container.state).map((verb) => {
            const Icon = VERB_ICONS[verb]
            return (
              <Menu.Item key={verb} leftSection={<Icon size={16} aria-hidden />} onClick={() => onVerb(verb)}>
                {t(`containerActions.verb.${verb}`)}…
              </Menu.Item>
            )
          })}
      </Menu.Dropdown>
    </Menu>
  )
}
