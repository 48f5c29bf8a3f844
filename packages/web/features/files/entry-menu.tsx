import { ActionIcon, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconArchive, IconArrowMoveRight, IconCopy, IconDots, IconDownload, IconLock, IconPencil, IconTrash } from '../../app/icons.ts'
import users from '../users/users.module.css'
import type { Asked } from './dialogs.tsx'
import { type Entry, entryName, isArchive, opensAs } from './entries.ts'

interface EntryMenuProps {
  readonly entry: Entry
  readonly permitted: boolean
  readonly onAsk: (asked: Asked) => void
  readonly onDownload: () => void
}

/** What can be done with one entry. */
export function EntryMenu({ entry, permitted, onAsk, onDownload }: EntryMenuProps) {
  const { t } = useTranslation()
  const file = opensAs(entry) === 'file'
  if (!permitted && !file) return null
  const many = [
    ['move', IconArrowMoveRight],
    ['copy', IconCopy],
    ['archive', IconArchive],
  ] as const
  return (
    <Menu position="bottom-end" width={200} transitionProps={{ duration: 100 }} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} tabIndex={-1} aria-label={t('files.moreOf', { name: entryName(entry) })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {file && (
          <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={onDownload}>
            {t('files.do.download')}
          </Menu.Item>
        )}
        {permitted && (
          <>
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onAsk({ what: 'rename', entry })}>
              {t('files.do.rename')}
            </Menu.Item>
            {many.map(([what, Icon]) => (
              <Menu.Item key={what} leftSection={<Icon size={16} aria-hidden />} onClick={() => onAsk({ what, entries: [entry] })}>
                {t(`files.do.${what}`)}
              </Menu.Item>
            ))}
            {file && isArchive(entry.name) && (
              <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={() => onAsk({ what: 'extract', entry })}>
                {t('files.do.extract')}
              </Menu.Item>
            )}
            {entry.kind !== 'link' && (
              <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={() => onAsk({ what: 'permissions', entry })}>
                {t('files.do.permissions')}
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item
              className={users.dangerItem ?? ''}
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => onAsk({ what: 'delete', entries: [entry] })}
            >
              {t('files.do.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
