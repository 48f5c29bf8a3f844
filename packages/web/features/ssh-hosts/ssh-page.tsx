import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useTitle } from '../../app/use-title.ts'
import settings from '../settings/settings.module.css'
import { SshForm } from './ssh-form.tsx'

/** Adding a host that the hub watches over SSH. */
export function SshPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  useTitle(t('ssh.title'))
  return (
    <div className={settings.page}>
      <h1 className={settings.title}>{t('ssh.title')}</h1>
      <p className="muted">{t('ssh.lead')}</p>
      <div className={settings.card}>
        <SshForm onAdded={(host) => void navigate(`/hosts/${host}`)} />
      </div>
    </div>
  )
}
