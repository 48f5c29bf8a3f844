import { ActionIcon } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { IconDownload, IconPlayerPause, IconPlayerPlay, IconUpload, IconX } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import styles from './files.module.css'
import { type Transfer, transfers } from './transfers.ts'

/** Files on their way, each to be held, gone on with and given up. */
export function TransferList() {
  const { t } = useTranslation()
  const list = useSyncExternalStore(transfers.subscribe, transfers.list)
  if (list.length === 0) return null
  return (
    <ul className={styles.transfers} aria-label={t('files.transfers')}>
      {list.map((transfer) => (
        <Line key={transfer.id} transfer={transfer} />
      ))}
    </ul>
  )
}

function Line({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { id, kind, name, state, done, total, error } = transfer
  const Icon = kind === 'upload' ? IconUpload : IconDownload
  const word = error?.message || t(`files.transfer.${state}`)
  return (
    <li>
      <span>
        <Icon size={16} aria-label={t(`files.transfer.${kind}`)} role="img" /> <bdi>{name}</bdi>
      </span>
      <span className="muted" role="status">
        {formats.bytes(done)} / {formats.bytes(total)} · {word}
      </span>
      <span>
        {state === 'running' && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('files.transfer.pause', { name })} onClick={() => transfers.pause(id)}>
            <IconPlayerPause size={16} aria-hidden />
          </ActionIcon>
        )}
        {(state === 'paused' || state === 'failed') && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('files.transfer.resume', { name })} onClick={() => transfers.resume(id)}>
            <IconPlayerPlay size={16} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon variant="subtle" color="gray" aria-label={t('files.transfer.remove', { name })} onClick={() => transfers.remove(id)}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </span>
      <progress aria-label={name} max={Math.max(1, total)} value={state === 'done' ? Math.max(1, total) : done} />
    </li>
  )
}
