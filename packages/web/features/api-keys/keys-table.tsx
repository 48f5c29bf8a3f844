import type { ApiKeyRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconTrash } from '../../app/icons.ts'
import { RowAction } from '../../app/shell/row-action.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { usePermitted } from '../session/session.ts'
import styles from './api-keys.module.css'

interface KeysTableProps {
  readonly keys: readonly ApiKeyRow[]
  readonly now: number
  readonly onRemove: (key: ApiKeyRow) => void
}

export function KeysTable({ keys, now, onRemove }: KeysTableProps) {
  const { t } = useTranslation()
  // Only administrators see the keys of others.
  const ofAll = usePermitted('users')
  return (
    <table className={`${panel.table} ${styles.keys}`}>
      <thead>
        <tr>
          <th scope="col">{t('apiKeys.name')}</th>
          <th scope="col">{t('profile.role')}</th>
          {ofAll && <th scope="col">{t('users.user')}</th>}
          <th scope="col">{t('apiKeys.lastUsed')}</th>
          <th scope="col">{t('apiKeys.expires')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('users.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id} entry={key} ofAll={ofAll} now={now} onRemove={() => onRemove(key)} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ entry, ofAll, now, onRemove }: { entry: ApiKeyRow; ofAll: boolean; now: number; onRemove: () => void }) {
  const { t } = useTranslation()
  return (
    <tr data-key={entry.name}>
      <td className={styles.name}>
        <span>{entry.name}</span>
        <div className={`${panel.sub} ${styles.hint}`}>{entry.hint}…</div>
      </td>
      <td>{t(`profile.roles.${entry.role}`)}</td>
      {ofAll && <td data-label={t('users.user')}>{entry.user.username}</td>}
      <td data-label={t('apiKeys.lastUsed')}>
        <LastUsed at={entry.last_used_at} now={now} />
      </td>
      <td data-label={t('apiKeys.expires')}>
        <Expiry at={entry.expires_at} expired={entry.expired} />
      </td>
      <td className={styles.remove}>
        <RowAction icon={IconTrash} label={t('apiKeys.removeOf', { name: entry.name })} onClick={() => onRemove()} />
      </td>
    </tr>
  )
}

function LastUsed({ at, now }: { at: string | null; now: number }) {
  const { t } = useTranslation()
  if (at === null) return <span className="muted">{t('apiKeys.neverUsed')}</span>
  return <When at={at} now={now} />
}

function Expiry({ at, expired }: { at: string | null; expired: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (at === null) return <span className="muted">{t('apiKeys.never')}</span>
  if (!expired) return <time dateTime={at}>{formats.date(Date.parse(at))}</time>
  return (
    <span className={panel.tag} data-tone="warn" title={formats.dateTime(Date.parse(at))}>
      <IconAlertTriangle size={14} aria-hidden />
      {t('apiKeys.expired')}
    </span>
  )
}
