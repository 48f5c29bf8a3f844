import type { DocumentVersionRow } from '@hyperion/wire/documents'
import { Button, Drawer } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconHistory } from '../../app/icons.ts'
import { useNow, When } from '../../app/when.tsx'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import type { DocumentConnection } from './document-connection.ts'
import styles from './documents.module.css'
import { type LinePiece, lineDifference } from './line-difference.ts'
import { type DocumentName, keepVersion, restoreVersion, useVersion, useVersions } from './queries.ts'
import type { DocumentAddress } from './use-address.ts'
import { useMarkdown } from './use-connection.ts'

interface VersionsDrawerProps {
  readonly name: DocumentName
  readonly connection: DocumentConnection
  readonly edits: boolean
  readonly address: DocumentAddress
}

/** How the document was before, what is different now, and the way back. */
export function VersionsDrawer({ name, connection, edits, address }: VersionsDrawerProps) {
  const { t } = useTranslation()
  return (
    <Drawer.Root opened onClose={address.closeVersions} position="right" size={640} transitionProps={{ duration: 100 }}>
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Not Drawer.Header: that would be a second banner of the page. */}
        <div className={styles.drawerHead}>
          <Drawer.Title className={styles.drawerTitle ?? ''}>{t('documents.versions')}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('common.close')} />
        </div>
        <Drawer.Body>
          <Versions name={name} connection={connection} edits={edits} address={address} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

function Versions({ name, connection, edits, address }: VersionsDrawerProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useVersions(name)
  const deed = useDeed()
  const rows = query.data?.results ?? []
  const chosen = rows.find(({ id }) => id === address.version)
  return (
    <div className={styles.versions}>
      {deed.failed && <FormError>{t('documents.failed')}</FormError>}
      {edits && (
        <Button variant="default" loading={deed.busy} onClick={() => void deed.run(() => keepVersion(client, name))}>
          {t('documents.keep')}
        </Button>
      )}
      {query.isError && !query.data ? (
        <PanelFailure error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <PanelSkeleton height={200} />
      ) : rows.length === 0 ? (
        <p className={styles.none}>
          <IconHistory size={20} className="muted" aria-hidden />
          <span className="muted">{t('documents.noVersions')}</span>
        </p>
      ) : (
        <VersionList rows={rows} chosen={address.version} onChoose={address.openVersion} />
      )}
      {chosen && (
        <Difference key={chosen.id} name={name} version={chosen} connection={connection}>
          {edits && (
            <Button loading={deed.busy} onClick={() => void deed.run(() => restoreVersion(client, name, chosen.id))}>
              {t('documents.restore')}
            </Button>
          )}
        </Difference>
      )}
    </div>
  )
}

function useDeed() {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setFailed(false)
    await work().catch(() => setFailed(true))
    setBusy(false)
  }
  return { busy, failed, run }
}

interface VersionListProps {
  readonly rows: readonly DocumentVersionRow[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}

function VersionList({ rows, chosen, onChoose }: VersionListProps) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <ul className={styles.list}>
      {rows.map(({ id, created_at, reason, authors }) => (
        <li key={id}>
          <button type="button" className={styles.version} aria-pressed={id === chosen} onClick={() => onChoose(id)}>
            <When at={created_at} now={now} />
            <span className="muted">{[t(`documents.reason.${reason}`), authors.join(', ')].filter(Boolean).join(' · ')}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface DifferenceProps {
  readonly name: DocumentName
  readonly version: DocumentVersionRow
  readonly connection: DocumentConnection
  readonly children: React.ReactNode
}

function Difference({ name, version, connection, children }: DifferenceProps) {
  const { t } = useTranslation()
  const query = useVersion(name, version.id)
  const now = useMarkdown(connection)
  const before = query.data?.markdown
  const pieces = useMemo(() => (before === undefined ? null : lineDifference(before, now)), [before, now])
  if (query.isError) return <PanelFailure error={query.error} retry={() => void query.refetch()} />
  if (before === undefined) return <PanelSkeleton height={160} />
  return (
    <section className={styles.difference} aria-label={t('documents.since')}>
      <header>
        <h3>{t('documents.since')}</h3>
        {before !== now && children}
      </header>
      {before === now ? (
        <p className="muted">{t('documents.same')}</p>
      ) : pieces === null ? (
        <p className="muted">{t('documents.tooDifferent')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached
        <pre className={styles.diff} tabIndex={0}>
          {pieces.map((piece) => (
            <Piece key={piece.key} piece={piece} />
          ))}
        </pre>
      )}
    </section>
  )
}

function Piece({ piece: { kind, text, lines } }: { piece: LinePiece }) {
  const { t } = useTranslation()
  if (kind === 'added') return <ins>{text}</ins>
  if (kind === 'removed') return <del>{text}</del>
  if (kind === 'left-out') return <span className={styles.leftOut}>{t('documents.linesSame', { count: lines })}</span>
  return <span>{text}</span>
}
