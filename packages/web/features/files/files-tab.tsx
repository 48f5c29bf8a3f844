import { parentPath, shownPath } from '@hyperion/wire/actions'
import { useTranslation } from 'react-i18next'
import { IconFolder } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { usePhone } from '../../app/use-phone.ts'
import hostPage from '../hosts/host-page.module.css'
import { Panel, PanelEmpty, PanelFailure, PanelPending, PanelSkeleton } from '../hosts/panel.tsx'
import { CapabilityNotice, useHindrance } from '../operating/capability-notice.tsx'
import { useCapabilities } from '../operating/queries.ts'
import { usePermitted } from '../session/session.ts'
import { Editor } from './editor.tsx'
import { fileError } from './file-error.ts'
import styles from './files.module.css'
import { type FolderProps, FolderView } from './folder-view.tsx'
import { FoundView } from './found-view.tsx'
import { useReading } from './read.ts'
import { TransferList } from './transfer-list.tsx'
import { TrashView } from './trash-view.tsx'
import { type FilesAddress, useFilesAddress } from './use-files-address.ts'

/** Files of a host, inside of the folders that it opens. */
export function FilesTab({ host }: { host: number }) {
  return (
    <div className={hostPage.sections}>
      <Files host={host} />
    </div>
  )
}

function Files({ host }: { host: number }) {
  const { t } = useTranslation()
  const capabilities = useCapabilities(host)
  const hindrance = useHindrance(host, 'files', 'full')
  const reading = usePermitted('execute')
  const permitted = usePermitted('config')
  const phone = usePhone()
  const address = useFilesAddress()
  const plain = (children: React.ReactNode) => (
    <Panel id="files" title={t('files.title')} wide>
      {children}
    </Panel>
  )
  if (!capabilities.data) return plain(<PanelPending query={capabilities} height={320} />)
  if (hindrance) return plain(<CapabilityNotice host={host} area="files" needed="full" />)
  if (!reading) return plain(<PanelEmpty>{t('files.notAllowed')}</PanelEmpty>)
  const roots = capabilities.data.capabilities?.roots ?? []
  const { path, file, trash, below } = address
  if (file !== '') {
    const folder = parentPath(file) ?? ''
    return (
      <Editor
        key={file}
        host={host}
        path={file}
        permitted={permitted}
        onClose={() => (path === '' ? address.go(folder) : address.open(null))}
      />
    )
  }
  if (trash) return <TrashView host={host} address={address} permitted={permitted} />
  if (path === '') return <Roots host={host} address={address} />
  if (below !== '') return <FoundView host={host} address={address} phone={phone} />
  const folder = { host, address, permitted, phone }
  return roots.length > 0 ? <FolderView key={path} roots={roots} {...folder} /> : <FolderBelowHome key={path} {...folder} />
}

/** Of a host that opens the home folder of its account: which that is only the host can tell. */
function FolderBelowHome(folder: Omit<FolderProps, 'roots'>) {
  const { result } = useReading(folder.host, 'file.roots', {})
  const roots = result?.roots.map(({ path }) => path) ?? []
  return <FolderView roots={roots} {...folder} />
}

/** Folders that are open here. */
function Roots({ host, address }: { host: number; address: FilesAddress }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { result, error, again } = useReading(host, 'file.roots', {})
  return (
    <Panel id="files" title={t('files.title')} note={t('files.rootsNote')} wide>
      <TransferList />
      {error ? (
        <PanelFailure error={fileError(t, error)} retry={again} />
      ) : !result ? (
        <PanelSkeleton height={160} />
      ) : result.roots.length === 0 ? (
        <PanelEmpty>{t('operating.lacksText.no_roots')}</PanelEmpty>
      ) : (
        <ul className={styles.roots} aria-label={t('files.roots')}>
          {result.roots.map(({ path, exists, writable, free_bytes, total_bytes }) => (
            <li key={path}>
              <button type="button" className={styles.name} disabled={!exists} onClick={() => address.go(path)}>
                <IconFolder size={18} aria-hidden /> <bdi>{shownPath(path)}</bdi>
              </button>
              <span className="muted">
                {exists
                  ? [
                      free_bytes !== null &&
                        total_bytes !== null &&
                        t('files.free', { free: formats.bytes(free_bytes), total: formats.bytes(total_bytes) }),
                      !writable && t('files.readOnly'),
                    ]
                      .filter(Boolean)
                      .join(' · ')
                  : t('files.missing')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
