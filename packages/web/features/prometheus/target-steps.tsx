import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import settings from '../settings/settings.module.css'
import { TargetForm } from './target-form.tsx'

/** Adding a host that shows its figures to whoever scrapes them. */
export function TargetSteps() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <section className={settings.card} aria-label={t('addHost.targetTitle')}>
      <h2>{t('addHost.targetTitle')}</h2>
      <p className="muted">{t('addHost.targetText')}</p>
      <TargetForm onAdded={(host) => void navigate(`/hosts/${host}`)} />
    </section>
  )
}
