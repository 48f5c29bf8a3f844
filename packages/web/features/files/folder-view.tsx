import { ActionIcon, Button, CloseButton, Menu, TextInput } from '@mantine/core'
import { type DragEvent, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCopy, IconPlus, IconRefresh, IconSearch, IconTrash, IconUpload } from '../../app/icons.ts'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { Breadcrumb, pathIn } from './breadcrumb.tsx'
import { AskDialog, type Asked } from './dialogs.tsx'
import { arranged, type Entry, entryKey, opensAs } from './entries.ts'
import { EntryMenu } from './entry-menu.tsx'
import { fileError } from './file-error.ts'
import { FileList } from './file-list.tsx'
import styles from './files.module.css'
import { useReading } from './read.ts'
import { TransferList } from './transfer-list.tsx'
import { transfers } from './transfers.ts'
import { UploadDialog } from './upload-dialog.tsx'
import type { FilesAddress } from './use-files-address.ts'

export interface FolderProps {
  readonly host: number
  readonly roots: readonly string[]
  readonly address: FilesAddress
  readonly permitted: boolean
  readonly phone: boolean
}

const NONE: ReadonlySet<string> = new Set()

/** What is in a folder, and what can be done with it. */
export function FolderView({ host, roots, address, permitted, phone }: FolderProps) {
  const { t } = useTranslation()
  const { path, search, order, descending } = address
  const { rows, result, error, busy, again } = useReading(host, 'file.list', { path })
  const typed = useDeferredValue(search)
  const entries = useMemo(() => arranged(rows, { search: typed, order, descending }), [rows, typed, order, descending])
  const [asked, setAsked] = useState<Asked | null>(null)
  const [files, setFiles] = useState<readonly File[]>([])
  const [chosen, setChosen] = useState(NONE)
  const open = (entry: Entry) => {
    const as = opensAs(entry)
    if (as === 'folder') address.go(pathIn(path, entry))
    else if (as === 'file') address.open(pathIn(path, entry))
  }
  const writable = permitted && result?.writable === true
  const chosenEntries = entries.filter((entry) => chosen.has(entryKey(entry)))
  const done = () => {
    setChosen(NONE)
    again()
  }
  const download = (entry: Entry) => transfers.download(host, pathIn(path, entry), entry.name, entry.size)
  return (
    <Panel
      id="files"
      title={t('files.title')}
      note={result && t('files.count', { count: result.count })}
      wide
      actions={
        <FolderActions writable={writable} onAsk={setAsked} onFiles={setFiles} onTrash={address.showTrash} onAgain={again} busy={busy} />
      }
    >
      <TransferList />
      <Drop enabled={writable} onFiles={setFiles}>
        <div className={styles.bar}>
          <Breadcrumb path={path} roots={roots} onGo={address.go} />
          <SearchField key={path} address={address} />
        </div>
        {chosenEntries.length > 0 && <Chosen entries={chosenEntries} onAsk={setAsked} onClear={() => setChosen(NONE)} />}
        {error && rows.length === 0 ? (
          <PanelFailure error={fileError(t, error)} retry={again} />
        ) : busy && rows.length === 0 ? (
          <PanelSkeleton height={320} />
        ) : entries.length === 0 ? (
          <PanelEmpty>{t(rows.length === 0 ? 'files.empty' : 'files.noMatch', { search })}</PanelEmpty>
        ) : (
          <FileList
            entries={entries}
            phone={phone}
            order={{ by: order, descending, onSort: address.sort }}
            onOpen={open}
            onKey={(key, entry) => {
              if (key === 'Delete' && permitted) setAsked({ what: 'delete', entries: [entry] })
              else if (key === 'F2' && permitted) setAsked({ what: 'rename', entry })
            }}
            menu={(entry) => <EntryMenu entry={entry} permitted={permitted} onAsk={setAsked} onDownload={() => download(entry)} />}
            {...(permitted && { chosen, onChoose: setChosen })}
          />
        )}
      </Drop>
      {asked && <AskDialog host={host} folder={path} asked={asked} onDone={done} onClose={() => setAsked(null)} />}
      {files.length > 0 && <UploadDialog host={host} folder={path} files={files} onDone={again} onClose={() => setFiles([])} />}
    </Panel>
  )
}

interface ActionsProps {
  readonly writable: boolean
  readonly busy: boolean
  readonly onAsk: (asked: Asked) => void
  readonly onFiles: (files: readonly File[]) => void
  readonly onTrash: () => void
  readonly onAgain: () => void
}

function FolderActions({ writable, busy, onAsk, onFiles, onTrash, onAgain }: ActionsProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <ActionIcon size={30} variant="default" loading={busy} aria-label={t('files.do.refresh')} onClick={onAgain}>
        <IconRefresh size={14} aria-hidden />
      </ActionIcon>
      <Button size="xs" variant="default" leftSection={<IconTrash size={14} aria-hidden />} onClick={onTrash}>
        {t('files.trash')}
      </Button>
      {writable && (
        <>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label={t('files.do.upload')}
            onChange={(event) => {
              onFiles([...(event.currentTarget.files ?? [])])
              event.currentTarget.value = ''
            }}
          />
          <Button size="xs" variant="default" leftSection={<IconUpload size={14} aria-hidden />} onClick={() => input.current?.click()}>
            {t('files.do.upload')}
          </Button>
          <Menu position="bottom-end" transitionProps={{ duration: 100 }}>
            <Menu.Target>
              <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
                {t('files.do.new')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => onAsk({ what: 'create', kind: 'folder' })}>{t('files.kind.folder')}</Menu.Item>
              <Menu.Item onClick={() => onAsk({ what: 'create', kind: 'file' })}>{t('files.kind.file')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    </>
  )
}

/** Filters as it is typed in; Enter looks in the folders below, too. */
function SearchField({ address }: { address: FilesAddress }) {
  const { t } = useTranslation()
  const { search, find, searchBelow } = address
  return (
    <form
      className={styles.find}
      onSubmit={(event) => {
        event.preventDefault()
        if (search.trim() !== '') searchBelow(search.trim())
      }}
    >
      <TextInput
        size="xs"
        aria-label={t('files.filter')}
        placeholder={t('files.filter')}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={search && <CloseButton size="xs" aria-label={t('files.clear')} onClick={() => find('')} />}
        value={search}
        onChange={(event) => find(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={search.trim() === ''}>
        {t('files.do.below')}
      </Button>
    </form>
  )
}

function Chosen({ entries, onAsk, onClear }: { entries: readonly Entry[]; onAsk: (asked: Asked) => void; onClear: () => void }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    <div className={`${styles.bar} ${styles.chosen}`} role="group" aria-label={t('files.chosen', { count: entries.length })}>
      <span>{t('files.chosen', { count: entries.length })}</span>
      {(['move', 'copy', 'archive', 'delete'] as const).map((what) => (
        <Button
          key={what}
          size="xs"
          variant="default"
          leftSection={what === 'copy' ? <IconCopy size={14} aria-hidden /> : undefined}
          onClick={() => onAsk({ what, entries })}
        >
          {t(`files.do.${what}`)}
        </Button>
      ))}
      <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
        {t('files.do.clear')}
      </Button>
    </div>
  )
}

/** Where files may be let fall. */
function Drop({ enabled, onFiles, children }: { enabled: boolean; onFiles: (files: readonly File[]) => void; children: React.ReactNode }) {
  const [over, setOver] = useState(false)
  const carries = (event: DragEvent) => enabled && event.dataTransfer.types.includes('Files')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!carries(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        if (!carries(event)) return
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
    </div>
  )
}
