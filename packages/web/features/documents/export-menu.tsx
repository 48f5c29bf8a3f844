import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconDownload } from '../../app/icons.ts'
import { type DocumentName, documentApi } from './queries.ts'

/** The document as a file. */
export function ExportMenu({ name }: { name: DocumentName }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={16} aria-hidden />}>
          {t('documents.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={documentApi(name, 'export.md')} download>
          Markdown
        </Menu.Item>
        <Menu.Item component="a" href={documentApi(name, 'export.pdf')} download>
          PDF
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
