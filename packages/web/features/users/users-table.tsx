import type { UserRow } from '@hyperion/wire/web'
import { ActionIcon, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconArrowDown, IconArrowUp, IconDotsVertical, IconKey, IconPencil, IconShieldLock, IconTrash } from '../../app/icons.ts'
import { When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { fullName, nextSort, type Sort, type SortKey } from './user-list.ts'
import styles from './users.module.css'

export type UserAction = 'edit' | 'reset' | 'two-factor' | 'delete'

interface UsersTableProps {
  readonly users: readonly UserRow[]
  readonly self: number
  readonly now: number
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly onAction: (action: UserAction, user: UserRow) => void
}

export function UsersTable({ users, self, now, sort, onSort, onAction }: UsersTableProps) {
  const { t } = useTranslation()
  const header = (key: SortKey, label: string) => {
    const active = sort.key === key
    const Arrow = sort.descending ? IconArrowDown : IconArrowUp
    return (
      <th scope="col" aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
        <button type="button" className={panel.sort} data-active={active || undefined} onClick={() => onSort(nextSort(sort, key))}>
          {label}
          {active && <Arrow size={14} aria-hidden />}
        </button>
      </th>
    )
  }
  return (
    <table className={`${panel.table} ${styles.users}`}>
      <thead>
        <tr>
          {header('username', t('users.user'))}
          {header('role', t('profile.role'))}
          {header('last_login', t('users.lastLogin'))}
          <th scope="col">{t('users.email')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('users.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <Row key={user.id} user={user} own={user.id === self} now={now} onAction={onAction} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ user, own, now, onAction }: { user: UserRow; own: boolean; now: number } & Pick<UsersTableProps, 'onAction'>) {
  const { t } = useTranslation()
  const name = fullName(user)
  return (
    <tr data-user={user.username}>
      <td className={styles.who}>
        <button type="button" className={styles.open} onClick={() => onAction('edit', user)}>
          {user.username}
        </button>
        {own && <span className={styles.you}>{t('users.you')}</span>}
        {user.two_factor && <span className={styles.you}>{t('users.twoFactor')}</span>}
        {name && <div className={panel.sub}>{name}</div>}
        {user.must_change_password && (
          <div className={`${panel.tag} ${styles.mark}`} data-tone="warn">
            <IconKey size={14} aria-hidden />
            {t('users.mustChange')}
          </div>
        )}
      </td>
      <td className={styles.role}>{t(`profile.roles.${user.role}`)}</td>
      <td className={styles.when} data-label={t('users.lastLogin')}>
        <LastLogin at={user.last_login} now={now} />
      </td>
      <td className={styles.email}>{user.email || <span className="muted">–</span>}</td>
      <td className={styles.menu}>
        <Menu position="bottom-end" width={208} transitionProps={{ duration: 100 }}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('users.actionsOf', { username: user.username })}>
              <IconDotsVertical size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onAction('edit', user)}>
              {t('users.edit')}
            </Menu.Item>
            <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => onAction('reset', user)}>
              {t(own ? 'password.submit' : 'users.reset')}
            </Menu.Item>
            {user.two_factor && !own && (
              <Menu.Item leftSection={<IconShieldLock size={16} aria-hidden />} onClick={() => onAction('two-factor', user)}>
                {t('users.resetTwoFactor')}
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item
              className={styles.dangerItem ?? ''}
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => onAction('delete', user)}
            >
              {t('users.delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  )
}

function LastLogin({ at, now }: { at: string | null; now: number }) {
  const { t } = useTranslation()
  if (at === null) return <span className="muted">{t('users.never')}</span>
  return <When at={at} now={now} />
}
