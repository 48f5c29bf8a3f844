import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ROLES, type Role } from './user-list.ts'

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
