import { Button } from '@mantine/core'
import type { FormEvent, ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { FormError } from '../session/gate.tsx'
import styles from './ssh.module.css'

interface StepFormProps {
  readonly step: number
  readonly title: string
  readonly form?: RefObject<HTMLFormElement | null>
  readonly failure?: string | null
  readonly busy?: boolean
  readonly submit: string
  readonly onSubmit: () => void
  readonly onBack?: () => void
  readonly children: ReactNode
}

const STEPS = 3

/** One question of several: where one is, what is asked, and the way on and back. */
export function StepForm({ step, title, form, failure = null, busy = false, submit, onSubmit, onBack, children }: StepFormProps) {
  const { t } = useTranslation()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onSubmit()
  }
  return (
    <form {...(form && { ref: form })} className={styles.form} onSubmit={send} noValidate>
      <header className={styles.head}>
        <p className="muted">{t('ssh.step', { step, steps: STEPS })}</p>
        <h2>{title}</h2>
      </header>
      {failure && <FormError>{failure}</FormError>}
      {children}
      <div className={styles.actions}>
        {onBack && (
          <Button variant="default" disabled={busy} onClick={() => onBack()}>
            {t('ssh.back')}
          </Button>
        )}
        <Button type="submit" loading={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
