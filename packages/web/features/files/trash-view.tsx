import { shownPath } from '@hyperion/wire/actions'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconArrowBackUp, IconChevronLeft, IconTrash } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { EmptyTrashDialog, RestoreDialog } from './dialogs.tsx'
import { fileError } from './file-error.ts'
import { FileIcon } from './file-icon.tsx'
import styles from './files.module.css'
import { useReading } from './read.ts'
import type { FilesAddress } from './use-files-address.ts'

type Asked =
  | { readonly what: 'restore'; readonly ids: readonly string[]; readonly earlier: boolean }
  | { readonly what: 'empty'; readonly ids: readonly string[] | null }

/** Entries drawn; the rest is told of. */
const MOST = 200

/** What was deleted here, to bring back or to be rid of. */
export function TrashView({ host, address, permitted }: { host: number; address: FilesAddress; permitted: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const { rows, error, busy, again } = useReading(host, 'file.trash', {})
  const [asked, setAsked] = useState<Asked | null>(null)
  const newest = rows.toSorted((a, b) => b.deleted_at - a.deleted_at)
  return (
    <Panel
      id="files"
      title={t('files.trash')}
      note={t('files.count', { count: rows.length })}
      wide
      actions={
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconChevronLeft size={14} aria-hidden />}
            onClick={() => address.go(address.path)}
          >
            {t('files.editor.back')}
          </Button>
          {permitted && rows.length > 0 && (
            <Button size="xs" variant="default" onClick={() => setAsked({ what: 'empty', ids: null })}>
              {t('files.do.emptyTrash')}
            </Button>
          )}
        </>
      }
    >
      {error && rows.length === 0 ? (
        <PanelFailure error={fileError(t, error)} retry={again} />
      ) : rows.length === 0 ? (
        busy ? (
          <PanelSkeleton height={160} />
        ) : (
          <PanelEmpty>{t('files.trashEmpty')}</PanelEmpty>
        )
      ) : (
        <ul className={styles.roots} aria-label={t('files.trash')}>
          {newest.slice(0, MOST).map(({ id, path, kind, size, deleted_at, by, earlier }) => (
            <li key={id}>
              <span>
                <FileIcon kind={kind} /> <bdi className={styles.trashed}>{shownPath(path)}</bdi>
                <br />
                <span className="muted">
                  {[
                    earlier && t('files.earlier'),
                    kind === 'file' && formats.bytes(size),
                    formats.relative(Math.min(deleted_at, now), now),
                    by,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              {permitted && (
                <span>
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconArrowBackUp size={14} aria-hidden />}
                    aria-label={t('files.restoreOne', { name: shownPath(path) })}
                    onClick={() => setAsked({ what: 'restore', ids: [id], earlier: earlier === true })}
                  >
                    {t('files.do.restore')}
                  </Button>{' '}
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('files.forGoodOne', { name: shownPath(path) })}
                    onClick={() => setAsked({ what: 'empty', ids: [id] })}
                  >
                    <IconTrash size={14} aria-hidden />
                  </Button>
                </span>
              )}
            </li>
          ))}
          {rows.length > MOST && <li className="muted">{t('files.andMore', { count: rows.length - MOST })}</li>}
        </ul>
      )}
      {asked?.what === 'restore' && (
        <RestoreDialog host={host} ids={asked.ids} earlier={asked.earlier} onDone={again} onClose={() => setAsked(null)} />
      )}
      {asked?.what === 'empty' && <EmptyTrashDialog host={host} ids={asked.ids} onDone={again} onClose={() => setAsked(null)} />}
    </Panel>
  )
}
