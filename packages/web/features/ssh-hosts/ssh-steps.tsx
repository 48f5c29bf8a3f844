import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import settings from '../settings/settings.module.css'
import { SshForm } from './ssh-form.tsx'

/** Adding a host that the hub watches over SSH. */
export function SshSteps() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <section className={settings.card} aria-label={t('ssh.title')}>
      <h2>{t('ssh.title')}</h2>
      <p className="muted">{t('ssh.lead')}</p>
      <SshForm onAdded={(host) => void navigate(`/hosts/${host}`)} />
    </section>
  )
}
