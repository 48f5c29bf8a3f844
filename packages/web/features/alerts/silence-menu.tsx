import type { AlertRow } from '@hyperion/wire/web'
import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconBellOff } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { SilenceDialog } from './silence-dialog.tsx'
import { SILENCES, silenceEnd } from './silence-times.ts'
import type { AlertActions } from './use-alert-actions.ts'

interface SilenceMenuProps {
  readonly alerts: readonly AlertRow[]
  readonly actions: AlertActions
  /** For a name that says which alert is meant. */
  readonly label: string
  readonly size?: string
}

/** For how long to be left in peace: the usual times at a tap, any other with a reason. */
export function SilenceMenu({ alerts, actions, label, size = 'compact-sm' }: SilenceMenuProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [custom, setCustom] = useState(false)
  return (
    <>
      <Menu position="bottom-end" width={288} transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <Button
            size={size}
            variant="default"
            disabled={actions.busy}
            leftSection={<IconBellOff size={16} aria-hidden />}
            aria-label={label}
          >
            {t('alerts.silence')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SILENCES.map((each) => {
            const end = silenceEnd(each, Date.now())
            return (
              <Menu.Item key={each} onClick={() => void actions.silence(alerts, end)} title={formats.dateTime(end)}>
                {t(`alerts.silenceFor.${each}`, { time: formats.moment(end) })}
              </Menu.Item>
            )
          })}
          <Menu.Divider />
          <Menu.Item onClick={() => setCustom(true)}>{t('alerts.silenceFor.other')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {custom && <SilenceDialog alerts={alerts} onClose={() => setCustom(false)} />}
    </>
  )
}
