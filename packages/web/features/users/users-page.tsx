import type { UserRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useSearchParams } from 'react-router'
import { IconUserPlus } from '../../app/icons.ts'
import { SearchField } from '../../app/search-field.tsx'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useKept } from '../../app/use-kept.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { usePermitted, useSession } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { AddUserDialog } from './add-user-dialog.tsx'
import { DeleteUserDialog } from './delete-user-dialog.tsx'
import { EditUserDialog } from './edit-user-dialog.tsx'
import { useUsers } from './queries.ts'
import { ResetPasswordDialog } from './reset-password-dialog.tsx'
import { ResetTwoFactorDialog } from './reset-two-factor-dialog.tsx'
import { matchingUsers, parseSort, sortedUsers, sortText } from './user-list.ts'
import styles from './users.module.css'
import { type UserAction, UsersTable } from './users-table.tsx'

export function UsersPage() {
  return usePermitted('users') ? <Users /> : <NotAllowedPage />
}

function Users() {
  const { t } = useTranslation()
  const query = useUsers()
  const address = useAddress()
  const [said, setSaid] = useState('')
  useTitle(t('nav.users'))
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <header className={styles.head}>
        <h1 className={settings.title}>{t('nav.users')}</h1>
        {query.data && <span className="muted">{t('users.count', { count: query.data.users.length })}</span>}
        <div className={styles.tools}>
          <SearchField className={styles.search} label={t('users.search')} value={address.search} onChange={address.setSearch} />
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => address.open('add')}>
            {t('users.add')}
          </Button>
        </div>
      </header>
      <Said>{said}</Said>
      <section className={styles.list} aria-label={t('nav.users')}>
        {query.data ? (
          <Matching users={query.data.users} now={query.dataUpdatedAt} address={address} />
        ) : (
          <PanelPending query={query} height={240} />
        )}
      </section>
      {query.data && <Dialog users={query.data.users} address={address} onClose={close} />}
    </div>
  )
}

function Matching({ users, now, address }: { users: readonly UserRow[]; now: number; address: Address }) {
  const { t } = useTranslation()
  const self = useSession().data?.user.id ?? 0
  const shown = matchingUsers(users, address.search, (role) => t(`profile.roles.${role}`))
  if (shown.length === 0) return <PanelEmpty>{t('users.noMatch', { search: address.search })}</PanelEmpty>
  return (
    <>
      <UsersTable
        users={sortedUsers(shown, address.sort)}
        self={self}
        now={now}
        sort={address.sort}
        onSort={address.setSort}
        onAction={(action, user) => address.open(action, user.id)}
      />
      {users.length === 1 && <p className={`muted ${styles.alone}`}>{t('users.alone')}</p>}
    </>
  )
}

function Dialog({ users, address, onClose }: { users: readonly UserRow[]; address: Address; onClose: (said?: string) => void }): ReactNode {
  const self = useSession().data?.user.id
  const found = useKept(users, address.user)
  const own = found?.id === self
  if (address.dialog === 'add') return <AddUserDialog onClose={onClose} />
  if (!found) return null
  if (address.dialog === 'edit') return <EditUserDialog key={found.id} user={found} own={own} onClose={onClose} />
  // A reset would sign one out before showing the new password.
  if (address.dialog === 'reset' && own) return <Navigate to="/settings/profile" replace />
  if (address.dialog === 'reset') return <ResetPasswordDialog key={found.id} user={found} onClose={onClose} />
  if (address.dialog === 'two-factor') return <ResetTwoFactorDialog key={found.id} user={found} onClose={onClose} />
  return address.dialog === 'delete' ? <DeleteUserDialog key={found.id} user={found} own={own} onClose={onClose} /> : null
}

type Address = ReturnType<typeof useAddress>

/** Search, order and the open dialog, kept in the address. */
function useAddress() {
  const [params, setParams] = useSearchParams()
  const change = (changes: Record<string, string | null>, replace: boolean) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          if (value) after.set(name, value)
          else after.delete(name)
        }
        return after
      },
      { replace },
    )
  return {
    search: params.get('q') ?? '',
    sort: parseSort(params.get('sort')),
    dialog: params.get('dialog'),
    user: Number(params.get('user')),
    setSearch: (search: string) => change({ q: search }, true),
    setSort: (sort: ReturnType<typeof parseSort>) => change({ sort: sortText(sort) }, true),
    open: (dialog: UserAction | 'add', user?: number) => change({ dialog, user: user === undefined ? null : String(user) }, false),
    close: () => change({ dialog: null, user: null }, true),
  }
}
