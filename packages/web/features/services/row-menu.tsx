import { ActionIcon, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconDotsVertical, IconPencil, IconTrash } from '../../app/icons.ts'
import users from '../users/users.module.css'

interface RowMenuProps {
  readonly name: string
  readonly onEdit: () => void
  readonly onDelete: () => void
}

export function RowMenu({ name, onEdit, onDelete }: RowMenuProps) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" width={176} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('maintenance.actionsOf', { name })}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
          {t('catalog.edit')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item className={users.dangerItem ?? ''} leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
          {t('reports.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
