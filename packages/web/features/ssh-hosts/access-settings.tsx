import type { SshHostRow, SshProbeAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCheck } from '../../app/icons.ts'
import { Panel, PanelPending } from '../hosts/panel.tsx'
import { AccountStep } from './account-step.tsx'
import { AddressStep } from './address-step.tsx'
import { HostKeyStep } from './host-key-step.tsx'
import { changeSshAccess, useSshAccess } from './queries.ts'
import styles from './ssh.module.css'

type Stage = 'shown' | 'changing' | 'changed'

/** How the hub gets into a host over SSH, and the change of it: another address, account or secret, or the key of a new installation. */
export function AccessSettings({ host }: { host: number }) {
  const { t } = useTranslation()
  const query = useSshAccess(host)
  const [stage, setStage] = useState<Stage>('shown')
  const access = query.data
  if (access === null) return null
  return (
    <Panel id="access" title={t('ssh.access.title')} wide>
      {access === undefined ? (
        <PanelPending query={query} height={120} />
      ) : stage === 'changing' ? (
        <Change access={access} onEnd={(changed) => setStage(changed ? 'changed' : 'shown')} />
      ) : (
        <>
          <Facts access={access} />
          {stage === 'changed' && (
            <p role="status" className={styles.changed}>
              <IconCheck size={16} aria-hidden />
              {t('ssh.access.changed')}
            </p>
          )}
          <Button variant="default" className={styles.change ?? ''} onClick={() => setStage('changing')}>
            {t('ssh.access.change')}
          </Button>
        </>
      )}
    </Panel>
  )
}

function Facts({ access }: { access: SshHostRow }) {
  const { t } = useTranslation()
  const { address, port, username, secret, host_key: fingerprint } = access
  return (
    <dl className={styles.facts}>
      <dt>{t('ssh.key.machine')}</dt>
      <dd>{port === 22 ? address : `${address}:${port}`}</dd>
      <dt>{t('ssh.account.username')}</dt>
      <dd>{username}</dd>
      <dt>{t('ssh.account.secret')}</dt>
      <dd>{t(`ssh.account.secrets.${secret === 'key' ? 'private_key' : 'password'}`)}</dd>
      <dt>{t('ssh.access.key')}</dt>
      <dd className={styles.fingerprint}>{fingerprint}</dd>
    </dl>
  )
}

/** The same three steps as for a new host; what it is watched with stays until the new way in was tried. */
function Change({ access, onEnd }: { access: SshHostRow; onEnd: (changed: boolean) => void }) {
  const client = useQueryClient()
  const [at, setAt] = useState({ address: access.address, port: String(access.port) })
  const [shown, setShown] = useState<SshProbeAnswer | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const back = () => {
    setShown(null)
    setConfirmed(false)
  }
  if (!shown) return <AddressStep at={at} onChange={setAt} onShown={setShown} onBack={() => onEnd(false)} />
  if (!confirmed) return <HostKeyStep shown={shown} onConfirm={() => setConfirmed(true)} onBack={back} />
  return (
    <AccountStep
      at={shown}
      before={access}
      send={(body) => changeSshAccess(client, access.host, body)}
      onDone={() => onEnd(true)}
      onBack={back}
    />
  )
}
