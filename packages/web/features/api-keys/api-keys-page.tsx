import type { ApiKeyRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconKey, IconPlus } from '../../app/icons.ts'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useTitle } from '../../app/use-title.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { useSession } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import users from '../users/users.module.css'
import { AddKeyDialog } from './add-key-dialog.tsx'
import styles from './api-keys.module.css'
import { KeysTable } from './keys-table.tsx'
import { useApiKeys } from './queries.ts'
import { RemoveKeyDialog } from './remove-key-dialog.tsx'

export function ApiKeysPage() {
  const { t } = useTranslation()
  const query = useApiKeys()
  const dialog = useDialog()
  const [said, setSaid] = useState('')
  useTitle(t('nav.apiKeys'))
  const close = (words = '') => {
    setSaid(words)
    dialog.close()
  }
  const keys = query.data?.keys
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => dialog.open('add')}>
      {t('apiKeys.add')}
    </Button>
  )
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <header className={users.head}>
        <h1 className={settings.title}>{t('nav.apiKeys')}</h1>
        {keys && keys.length > 0 && <div className={styles.tools}>{add}</div>}
      </header>
      <p className="muted">{t('apiKeys.lead')}</p>
      <Said>{said}</Said>
      <section className={users.list} aria-label={t('nav.apiKeys')}>
        {keys && keys.length > 0 ? (
          <KeysTable keys={keys} now={query.dataUpdatedAt} onRemove={({ id }) => dialog.open('remove', id)} />
        ) : keys ? (
          <EmptyState icon={IconKey} text={t('apiKeys.none')}>
            {add}
          </EmptyState>
        ) : (
          <PanelPending query={query} height={200} />
        )}
      </section>
      {keys && <Dialog keys={keys} dialog={dialog} onClose={close} />}
    </div>
  )
}

function Dialog({ keys, dialog, onClose }: { keys: readonly ApiKeyRow[]; dialog: DialogState; onClose: (said?: string) => void }) {
  const role = useSession().data?.user.role
  const found = keys.find(({ id }) => id === dialog.key)
  if (dialog.name === 'add') return <AddKeyDialog own={role} onClose={onClose} />
  return dialog.name === 'remove' && found ? <RemoveKeyDialog entry={found} onClose={onClose} /> : null
}

type DialogState = ReturnType<typeof useDialog>

/** The open dialog, kept in the address. */
function useDialog() {
  const [params, setParams] = useSearchParams()
  return {
    name: params.get('dialog'),
    key: params.get('key'),
    open: (name: 'add' | 'remove', key?: string) => setParams(key === undefined ? { dialog: name } : { dialog: name, key }),
    close: () => setParams({}, { replace: true }),
  }
}
