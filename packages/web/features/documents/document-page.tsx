import type { DocumentAnswer, DocumentKind } from '@hyperion/wire/documents'
import { Button, SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { IconFileText, IconHistory } from '../../app/icons.ts'
import { Markdown } from '../../app/markdown.tsx'
import { NotFoundPage } from '../../app/shell/not-found.tsx'
import { useTitle } from '../../app/use-title.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted, useSession } from '../session/session.ts'
import type { DocumentConnection } from './document-connection.ts'
import styles from './documents.module.css'
import { Editor } from './editor.tsx'
import { ExportMenu } from './export-menu.tsx'
import { type DocumentName, pathOf, startPostmortem, useDocument } from './queries.ts'
import { People, RefusalNotice, SaveState } from './state.tsx'
import { useAddress } from './use-address.ts'
import { useConnection, useMarkdown } from './use-connection.ts'
import { VersionsDrawer } from './versions-drawer.tsx'

/** The live document of an incident. */
export function LiveDocumentPage() {
  return <DocumentPage kind="lid" />
}

/** What was learnt from an incident. */
export function PostmortemPage() {
  return <DocumentPage kind="postmortem" />
}

function DocumentPage({ kind }: { kind: DocumentKind }) {
  const { t } = useTranslation()
  const { shortId = '' } = useParams()
  const name: DocumentName = { incident: shortId, kind }
  const query = useDocument(name)
  const user = useSession().data?.user.id
  useTitle(`${t(`documents.${kind}`)} · ${shortId}`)
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundPage />
  return (
    <div className={styles.page}>
      {query.data === undefined ? (
        query.isError ? (
          <PanelFailure error={query.error} retry={() => void query.refetch()} />
        ) : (
          <PanelSkeleton height={480} />
        )
      ) : query.data === null || user === undefined ? (
        <NoPostmortem name={name} />
      ) : (
        <Document key={`${shortId}.${kind}`} name={name} about={query.data} user={user} />
      )}
    </div>
  )
}

function NoPostmortem({ name }: { name: DocumentName }) {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const permitted = usePermitted('execute')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const start = async () => {
    setBusy(true)
    setFailed(false)
    await startPostmortem(client, name.incident, i18n.language).catch(() => setFailed(true))
    setBusy(false)
  }
  return (
    <>
      <header className={styles.head}>
        <Headline name={name} title={null} />
      </header>
      <section className={styles.empty}>
        <IconFileText size={32} className="muted" aria-hidden />
        <h2>{t('documents.noPostmortem')}</h2>
        <p className="muted">{t(permitted ? 'documents.noPostmortemText' : 'documents.noPostmortemViewer')}</p>
        {failed && <FormError>{t('documents.notStarted')}</FormError>}
        {permitted && (
          <Button loading={busy} onClick={() => void start()}>
            {t('documents.start')}
          </Button>
        )}
      </section>
    </>
  )
}

function Headline({ name, title }: { name: DocumentName; title: string | null }) {
  const { t } = useTranslation()
  return (
    <div className={styles.headline}>
      <p className={styles.path}>
        <Link to={`/incidents/${name.incident}`}>{name.incident}</Link>
        {title !== null && <span className="muted">{title}</span>}
      </p>
      <h1 className="visually-hidden">{t(`documents.${name.kind}`)}</h1>
      <nav className={styles.kinds} aria-label={t('documents.kinds')}>
        {(['lid', 'postmortem'] as const).map((kind) => (
          <Link
            key={kind}
            to={`/incidents/${name.incident}/${pathOf(kind)}`}
            className={styles.kind}
            aria-current={kind === name.kind ? 'page' : undefined}
          >
            {t(`documents.${kind}`)}
          </Link>
        ))}
      </nav>
    </div>
  )
}

interface DocumentProps {
  readonly name: DocumentName
  readonly about: DocumentAnswer
  readonly user: number
}

function Document({ name, about, user }: DocumentProps) {
  const { t } = useTranslation()
  const edits = usePermitted('execute')
  const { connection, status } = useConnection(name, user)
  const address = useAddress(edits)
  const [tooLong, setTooLong] = useState(false)
  const people = connection.presence.people()
  const forget = () => {
    connection.forget()
    window.location.reload()
  }
  return (
    <>
      <header className={styles.head}>
        <Headline name={name} title={about.incident.title} />
        <div className={styles.deeds}>
          <SaveState status={status} edits={edits} />
          <People people={people} />
          <Button variant="default" size="xs" leftSection={<IconHistory size={16} aria-hidden />} onClick={address.openVersions}>
            {t('documents.versions')}
          </Button>
          <ExportMenu name={name} />
        </div>
      </header>
      {status.refusal && <RefusalNotice refusal={status.refusal} onForget={forget} />}
      {tooLong && <FormError>{t('documents.tooLong')}</FormError>}
      <SegmentedControl
        className={styles.views ?? ''}
        aria-label={t('documents.views')}
        value={address.view}
        onChange={address.show}
        data={address.views.map((view) => ({
          value: view,
          label: t(view === 'write' && !edits ? 'documents.source' : `documents.${view}`),
        }))}
      />
      {status.loaded ? (
        <div className={styles.panes} data-view={address.view}>
          <section className={`${styles.pane} ${styles.writing}`} aria-label={t('documents.source')}>
            <Editor connection={connection} edits={edits} label={t(`documents.${name.kind}`)} onTooLong={() => setTooLong(true)} />
          </section>
          {/* Focusable, so that it scrolls by keyboard. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached */}
          <section className={`${styles.pane} ${styles.reading}`} aria-label={t('documents.read')} tabIndex={0}>
            <h2 className="visually-hidden">{t('documents.read')}</h2>
            <Preview connection={connection} />
          </section>
        </div>
      ) : (
        <PanelSkeleton height={480} />
      )}
      {address.versions && <VersionsDrawer name={name} connection={connection} edits={edits} address={address} />}
    </>
  )
}

/** Drawing more at every change would hold up whoever types. */
const LONG = 300_000

function Preview({ connection }: { connection: DocumentConnection }) {
  const { t } = useTranslation()
  const markdown = useMarkdown(connection)
  const [shown, setShown] = useState<string | null>(null)
  if (markdown.trim() === '') return <p className="muted">{t('documents.nothing')}</p>
  if (markdown.length <= LONG) return <Markdown>{markdown}</Markdown>
  return (
    <>
      <p className={styles.long}>
        {t('documents.long')}
        <Button size="xs" variant="default" onClick={() => setShown(markdown)}>
          {t('documents.drawNow')}
        </Button>
      </p>
      {shown !== null && <Markdown>{shown}</Markdown>}
    </>
  )
}
