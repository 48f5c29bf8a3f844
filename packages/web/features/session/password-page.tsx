import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { useTitle } from '../../app/use-title.ts'
import { Gate } from './gate.tsx'
import { PasswordForm } from './password-form.tsx'
import { safeNext, signOut, useSession } from './session.ts'

/** Shown after sign-in while the password must be changed; nothing else opens until then. */
export function PasswordPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const session = useSession()
  useTitle(t('password.title'))
  const next = safeNext(params.get('next'))
  if (session.data === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(next)}`} replace />
  if (session.data && !session.data.must_change_password) return <Navigate to={next} replace />
  return (
    <Gate title={t('password.title')} lead={t('password.lead')}>
      <PasswordForm username={session.data?.user.username ?? ''} onDone={() => navigate(next, { replace: true })} />
      <Button variant="subtle" color="gray" onClick={() => void signOut(client)}>
        {t('shell.signOut')}
      </Button>
    </Gate>
  )
}
