import type { TwoFactorAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconShieldLock } from '../../app/icons.ts'
import { Done } from '../../app/shell/said.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { PanelPending } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import { DisableDialog } from './disable-dialog.tsx'
import { EnrolDialog } from './enrol-dialog.tsx'
import { useTwoFactor } from './queries.ts'
import { RenewDialog } from './renew-dialog.tsx'
import styles from './security.module.css'

type Open = 'enrol' | 'renew' | 'disable' | null

/** Fewer are worth a word. */
const FEW_CODES = 3

/** Two-factor authentication: off with what it is for, or on with what is left. */
export function TwoFactorSection() {
  const { t } = useTranslation()
  const query = useTwoFactor()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <section className={settings.card} aria-labelledby="two-factor">
      <h2 id="two-factor">{t('twoFactor.title')}</h2>
      {query.data ? <State state={query.data} onOpen={setOpen} /> : <PanelPending query={query} height={96} />}
      {open === 'enrol' && <EnrolDialog password={query.data?.password ?? true} onClose={close} />}
      {open === 'renew' && <RenewDialog onClose={close} />}
      {open === 'disable' && <DisableDialog password={query.data?.password ?? true} onClose={close} />}
    </section>
  )
}

function State({ state, onOpen }: { state: TwoFactorAnswer; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!state.enabled) {
    return (
      <>
        <p className="muted">{t('twoFactor.off')}</p>
        <div>
          <Button leftSection={<IconShieldLock size={18} aria-hidden />} onClick={() => onOpen('enrol')}>
            {t('twoFactor.turnOn')}
          </Button>
        </div>
      </>
    )
  }
  const few = state.recovery_codes <= FEW_CODES
  return (
    <>
      <Done>{t('twoFactor.on', { since: state.since === null ? '' : formats.dateTime(Date.parse(state.since)) })}</Done>
      <p className={few ? styles.few : 'muted'}>
        {few && <IconAlertTriangle size={18} aria-hidden />}
        {t('twoFactor.codesLeft', { count: state.recovery_codes })}
      </p>
      <div className={styles.actions}>
        <Button variant="default" onClick={() => onOpen('renew')}>
          {t('twoFactor.renew')}
        </Button>
        <Button variant="default" onClick={() => onOpen('disable')}>
          {t('twoFactor.turnOff')}
        </Button>
      </div>
    </>
  )
}
