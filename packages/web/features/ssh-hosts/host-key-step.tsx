import type { SshProbeAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import styles from './ssh.module.css'
import { StepForm } from './step-form.tsx'

interface HostKeyStepProps {
  readonly shown: SshProbeAnswer
  readonly onConfirm: () => void
  readonly onBack: () => void
}

/** The names of OpenSSH's own key files. */
const FILES: Readonly<Record<string, string>> = { 'ssh-ed25519': 'ed25519', 'ssh-rsa': 'rsa' }

export function HostKeyStep({ shown, onConfirm, onBack }: HostKeyStepProps) {
  const { t } = useTranslation()
  const { address, port, host_key_type: type, host_key: fingerprint } = shown
  const file = `/etc/ssh/ssh_host_${FILES[type] ?? 'ecdsa'}_key.pub`
  return (
    <StepForm step={2} title={t('ssh.key.title')} submit={t('ssh.key.confirm')} onSubmit={onConfirm} onBack={onBack}>
      <dl className={styles.facts}>
        <dt>{t('ssh.key.machine')}</dt>
        <dd>{port === 22 ? address : `${address}:${port}`}</dd>
        <dt>{t('ssh.key.type')}</dt>
        <dd>{type}</dd>
        <dt>{t('ssh.key.fingerprint')}</dt>
        <dd className={styles.fingerprint}>{fingerprint}</dd>
      </dl>
      <div>
        <p className="muted">{t('ssh.key.text')}</p>
        <pre className={styles.command}>{`ssh-keygen -lf ${file}`}</pre>
      </div>
    </StepForm>
  )
}
