import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconLogout } from '../../app/icons.ts'
import { Done } from '../../app/shell/said.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useTitle } from '../../app/use-title.ts'
import { PasswordForm } from '../session/password-form.tsx'
import { signOut, useSession } from '../session/session.ts'
import { EmailSection } from './email-section.tsx'
import styles from './settings.module.css'

export function ProfilePage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const session = useSession().data
  const [changed, setChanged] = useState(false)
  useTitle(t('nav.profile'))
  if (!session) return null
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('nav.profile')}</h1>
      <section className={styles.card}>
        <dl className={styles.facts}>
          <dt>{t('signIn.username')}</dt>
          <dd>{session.user.username}</dd>
          <dt>{t('profile.role')}</dt>
          <dd>{t(`profile.roles.${session.user.role}`, { defaultValue: session.user.role })}</dd>
          <dt>{t('profile.expires')}</dt>
          <dd>{formats.dateTime(Date.parse(session.expires_at))}</dd>
        </dl>
        <div>
          <Button variant="default" leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut(client)}>
            {t('shell.signOut')}
          </Button>
        </div>
      </section>
      <EmailSection />
      <section className={styles.card}>
        <h2>{t('password.submit')}</h2>
        {changed && <Done told>{t('password.changed')}</Done>}
        <div className={styles.narrow}>
          <PasswordForm username={session.user.username} onDone={() => setChanged(true)} />
        </div>
      </section>
    </div>
  )
}
