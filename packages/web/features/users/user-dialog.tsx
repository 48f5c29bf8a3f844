import { Button, Modal, NativeSelect } from '@mantine/core'
import type { FormEvent, ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { FormError } from '../session/gate.tsx'
import { ROLES, type Role } from './user-list.ts'
import styles from './users.module.css'

interface UserDialogProps {
  readonly title: string
  readonly onClose: () => void
  /** Over another dialog. */
  readonly above?: boolean
  readonly children: ReactNode
}

/** A form over the page. A click beside it closes nothing: what was typed, or is shown once, would be lost. */
export function UserDialog({ title, onClose, above = false, children }: UserDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={480}
      yOffset="8dvh"
      closeOnClickOutside={false}
      transitionProps={{ duration: 100 }}
      zIndex={above ? 400 : 200}
    >
      <Modal.Overlay />
      <Modal.Content radius="lg">
        {/* Not Modal.Header: that would be a second banner of the page. */}
        <div className={styles.dialogHead}>
          <Modal.Title className={styles.dialogTitle ?? ''}>{title}</Modal.Title>
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
      <div className={styles.dialogActions}>
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

interface RoleFieldProps {
  readonly value: Role
  /** Those to choose from. */
  readonly roles?: readonly Role[]
  readonly error: string | undefined
  readonly onChange: (role: Role) => void
}

export function RoleField({ value, roles = ROLES, error, onChange }: RoleFieldProps) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      data-autofocus
      name="role"
      label={t('profile.role')}
      description={t(`users.roleText.${value}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={roles.map((role) => ({ value: role, label: t(`profile.roles.${role}`) }))}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value as Role)}
    />
  )
}
