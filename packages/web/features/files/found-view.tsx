import { shownPath } from '@hyperion/wire/actions'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconChevronLeft } from '../../app/icons.ts'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { pathIn } from './breadcrumb.tsx'
import { opensAs } from './entries.ts'
import { fileError } from './file-error.ts'
import { FileList } from './file-list.tsx'
import { useReading } from './read.ts'
import type { FilesAddress } from './use-files-address.ts'

/** Names below a folder that hold a text. */
export function FoundView({ host, address, phone }: { host: number; address: FilesAddress; phone: boolean }) {
  const { t } = useTranslation()
  const { path, below } = address
  const { rows, result, error, busy, again } = useReading(host, 'file.search', { path, text: below })
  return (
    <Panel
      id="files"
      title={t('files.found', { text: below })}
      note={result && t(result.complete ? 'files.foundNote' : 'files.foundPart', { count: result.found })}
      wide
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconChevronLeft size={14} aria-hidden />}
          onClick={() => address.searchBelow(null)}
        >
          {t('files.editor.back')}
        </Button>
      }
    >
      {error ? (
        <PanelFailure error={fileError(t, error)} retry={again} />
      ) : rows.length === 0 ? (
        busy ? (
          <PanelSkeleton height={320} />
        ) : (
          <PanelEmpty>{t('files.noneBelow', { text: below, folder: shownPath(path) })}</PanelEmpty>
        )
      ) : (
        <FileList
          entries={rows}
          phone={phone}
          note={(entry) => shownPath((entry as (typeof rows)[number]).folder)}
          menu={() => null}
          onOpen={(entry) => {
            const place = pathIn((entry as (typeof rows)[number]).folder, entry)
            if (opensAs(entry) === 'folder') address.go(place)
            else if (opensAs(entry) === 'file') address.open(place)
          }}
        />
      )}
    </Panel>
  )
}
