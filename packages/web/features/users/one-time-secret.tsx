import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCheck, IconCopy } from '../../app/icons.ts'
import dialog from '../../app/shell/dialog.module.css'
import { Done } from '../../app/shell/said.tsx'
import styles from './users.module.css'

interface OneTimeSecretProps {
  readonly said: string
  readonly secret: string
  /** What it is, and what becomes of it; a temporary password when left out. */
  readonly label?: string
  readonly text?: string
  readonly onDone: () => void
  readonly children?: ReactNode
}

/** A secret that is shown this once: the hub keeps only its hash. */
export function OneTimeSecret({ said, secret, label, text, onDone, children }: OneTimeSecretProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(secret).then(
      () => true,
      () => false,
    )
    if (!done) field.current?.select()
    setCopied(done ?? false)
  }
  return (
    <div className={dialog.form}>
      <Done told>{said}</Done>
      <div className={styles.secret}>
        <TextInput
          ref={field}
          className={styles.secretField ?? ''}
          label={label ?? t('users.temporary')}
          value={secret}
          readOnly
          data-testid="one-time-secret"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          data-autofocus
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => void copy()}
        >
          {t(copied ? 'users.copied' : 'users.copy')}
        </Button>
      </div>
      <p className="muted" aria-live="polite">
        {copied === false ? t('users.copyByHand') : (text ?? t('users.temporaryText'))}
      </p>
      {children}
      <div className={dialog.actions}>
        <Button variant="default" onClick={() => onDone()}>
          {t('common.done')}
        </Button>
      </div>
    </div>
  )
}
