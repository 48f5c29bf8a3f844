import { Button, Modal } from '@mantine/core'
import type { FormEvent, ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { FormError } from '../../features/session/gate.tsx'
import { useReturnFocus } from '../use-return-focus.ts'
import styles from './dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** Over another dialog. */
  readonly above?: boolean
  readonly children: ReactNode
}

/** A form over the page. A click beside it closes nothing: what was typed, or is shown once, would be lost. */
export function Dialog({ title, onClose, above = false, children }: DialogProps) {
  const { t } = useTranslation()
  useReturnFocus()
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={480}
      yOffset="min(8dvh, 8vw)"
      closeOnClickOutside={false}
      transitionProps={{ duration: 100 }}
      zIndex={above ? 400 : 200}
    >
      <Modal.Overlay />
      <Modal.Content radius="lg">
        {/* Not Modal.Header: that would be a second banner of the page. */}
        <div className={styles.head}>
          <Modal.Title className={styles.title ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

interface DialogFormProps {
  readonly form: RefObject<HTMLFormElement | null>
  readonly failure: string | null
  readonly busy: boolean
  readonly submit: string
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly onSubmit: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

export function DialogForm({
  form,
  failure,
  busy,
  submit,
  danger = false,
  disabled = false,
  onSubmit,
  onCancel,
  children,
}: DialogFormProps) {
  const { t } = useTranslation()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!busy && !disabled) onSubmit()
  }
  return (
    <form ref={form} className={styles.form} onSubmit={send} noValidate>
      {failure && <FormError>{failure}</FormError>}
      {children}
      <div className={styles.actions}>
        <Button variant="default" onClick={() => onCancel()}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={disabled} {...(danger && { className: styles.danger ?? '' })}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
