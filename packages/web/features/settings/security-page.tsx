import { useTranslation } from 'react-i18next'
import { useTitle } from '../../app/use-title.ts'
import { TwoFactorSection } from '../security/two-factor-section.tsx'
import { SignInsSection } from '../sign-ins/sign-ins-section.tsx'
import styles from './settings.module.css'

export function SecurityPage() {
  const { t } = useTranslation()
  useTitle(t('nav.security'))
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('nav.security')}</h1>
      <TwoFactorSection />
      <SignInsSection />
    </div>
  )
}
