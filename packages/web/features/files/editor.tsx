import type { ResultOf } from '@hyperion/wire/actions'
import { FILE_LIMITS, nameOfPath, shownPath } from '@hyperion/wire/actions'
import type { ActionView } from '@hyperion/wire/web'
import { Button, TextInput } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { IconChevronLeft, IconDownload, IconSearch } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { announce } from '../notifications/announcements.ts'
import { ActionDialog } from '../operating/action-dialog.tsx'
import { undoAction } from '../operating/queries.ts'
import { lastReason } from '../operating/reasons.ts'
import { writeText } from './change.ts'
import { fileError } from './file-error.ts'
import styles from './files.module.css'
import { ask } from './read.ts'
import { transfers } from './transfers.ts'

interface Loaded {
  readonly text: string
  readonly etag: string
  readonly size: number
  readonly binary: boolean
  readonly writable: boolean
}

async function load(host: number, path: string): Promise<Loaded> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const { etag, size, binary, writable } = await ask(host, 'file.read', { path }, (bytes) => parts.push(bytes)).over
  return { text: binary ? '' : await new Blob(parts).text(), etag, size, binary, writable }
}

interface EditorProps {
  readonly host: number
  readonly path: string
  readonly permitted: boolean
  readonly onClose: () => void
}

/** A text, to read and to change. What somebody else saved meanwhile is not lost. */
export function Editor({ host, path, permitted, onClose }: EditorProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [text, setText] = useState('')
  const [saving, setSaving] = useState(false)
  const [theirs, setTheirs] = useState<Loaded | null>(null)
  const read = useCallback(() => {
    setFailure(null)
    load(host, path).then(
      (found) => {
        setLoaded(found)
        setText(found.text)
        setTheirs(null)
      },
      (error: ApiError) => setFailure(error),
    )
  }, [host, path])
  useEffect(read, [read])
  const dirty = loaded !== null && text !== loaded.text
  const now = useRef(text)
  now.current = text
  const offerUndo = useUndo(host, async (saved) => {
    const found = await load(host, path)
    // What was typed since is not taken away.
    if (now.current !== saved) return setTheirs(found)
    setLoaded(found)
    setText(found.text)
  })
  useUnsaved(dirty)
  const name = nameOfPath(path)
  const editable = permitted && loaded?.writable === true
  const close = () => {
    if (!dirty || window.confirm(t('files.editor.lose'))) onClose()
  }
  const actions = (
    <>
      <Button variant="default" size="xs" leftSection={<IconChevronLeft size={14} aria-hidden />} onClick={close}>
        {t('files.editor.back')}
      </Button>
      {editable && !loaded?.binary && (
        <Button size="xs" disabled={!dirty} onClick={() => setSaving(true)}>
          {t('common.save')}
        </Button>
      )}
    </>
  )
  const note = loaded && [formats.bytes(loaded.size), dirty ? t('files.editor.unsaved') : editable ? '' : t('files.editor.readOnly')]
  return (
    <Panel id="file" title={name} note={note?.filter(Boolean).join(' · ')} wide actions={actions}>
      <p className={`muted ${styles.path}`}>
        <bdi>{shownPath(path)}</bdi>
      </p>
      {failure && !loaded && <Unreadable host={host} path={path} error={failure} retry={read} />}
      {!failure && !loaded && <PanelSkeleton height={320} />}
      {loaded?.binary && (
        <>
          <PanelEmpty>{t('files.editor.binary')}</PanelEmpty>
          <DownloadButton host={host} path={path} size={loaded.size} />
        </>
      )}
      {theirs && (
        <div className={styles.notice} role="alert">
          <p>{t('files.editor.conflict')}</p>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setLoaded(theirs)
              setText(theirs.text)
              setTheirs(null)
            }}
          >
            {t('files.editor.theirs')}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setLoaded({ ...theirs })
              setTheirs(null)
              setSaving(true)
            }}
          >
            {t('files.editor.mine')}
          </Button>
        </div>
      )}
      {loaded && !loaded.binary && <TextArea label={name} text={text} readOnly={!editable} onChange={setText} />}
      {saving && loaded && (
        <SaveDialog
          host={host}
          path={path}
          text={text}
          expect={loaded.etag}
          onSaved={(etag, size) => setLoaded({ ...loaded, text, etag, size })}
          onDone={(action) => offerUndo(action, text)}
          onConflict={() => void load(host, path).then(setTheirs, (error: ApiError) => setFailure(error))}
          onClose={() => setSaving(false)}
        />
      )}
    </Panel>
  )
}

function Unreadable({ host, path, error, retry }: { host: number; path: string; error: ApiError; retry: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <PanelFailure error={fileError(t, error)} retry={retry} />
      {error.code === 'too_large' && <DownloadButton host={host} path={path} size={0} />}
    </>
  )
}

function DownloadButton({ host, path, size }: { host: number; path: string; size: number }) {
  const { t } = useTranslation()
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => transfers.download(host, path, nameOfPath(path), size)}
    >
      {t('files.do.download')}
    </Button>
  )
}

interface SaveProps {
  readonly host: number
  readonly path: string
  readonly text: string
  readonly expect: string
  readonly onSaved: (etag: string, size: number) => void
  readonly onDone: (action: ActionView) => void
  readonly onConflict: () => void
  readonly onClose: () => void
}

function SaveDialog({ host, path, text, expect, onSaved, onDone, onConflict, onClose }: SaveProps) {
  const { t } = useTranslation()
  const save = async (reason: string) => {
    const bytes = new TextEncoder().encode(text)
    if (bytes.length > FILE_LIMITS.textBytes) throw new ApiError(400, 'too_large', t('files.failure.too_large'))
    try {
      const answer = await writeText(host, path, bytes, expect, reason)
      const written = answer.action.result as ResultOf<'file.write'> | null
      if (written) onSaved(written.etag, written.size)
      return answer
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.details.reason?.[0] === 'changed') onConflict()
      throw refusedBy(t, error)
    }
  }
  return (
    <ActionDialog
      host={host}
      title={t('files.ask.write', { name: nameOfPath(path) })}
      submit={t('common.save')}
      onConfirm={save}
      onDone={onDone}
      onClose={onClose}
    />
  )
}

/** Says that a text is saved, and offers the one before it. */
function useUndo(host: number, onUndone: (saved: string) => Promise<void>): (action: ActionView, saved: string) => void {
  const { t } = useTranslation()
  const failed = (error: unknown) =>
    announce({ tone: 'bad', message: error instanceof ApiError ? refusedBy(t, error).message : t('error.hub') })
  return (action, saved) => {
    const undo = () => {
      undoAction(action.id, lastReason(host) || t('files.undoReason'))
        .then(({ action: { state, target } }) => {
          const pending = state === 'awaiting_approval' ? 'approval' : 'running'
          if (state !== 'succeeded') return announce({ tone: 'quiet', message: t(`operating.pending.${pending}`) })
          announce({ tone: 'good', message: t('files.done.put_back', { target }) })
          return onUndone(saved)
        })
        .catch(failed)
    }
    const message = t('files.done.write', { target: action.target })
    announce({ tone: 'good', message, ...(action.undoable && { actions: [{ label: t('operating.undo'), run: undo }] }) })
  }
}

/** By the word of the host, where it was the host that refused. */
function refusedBy(t: TFunction, error: ApiError): ApiError {
  const reason = error.details.reason?.[0]
  return reason === undefined ? error : fileError(t, new ApiError(error.status, reason, error.message, error.details))
}

const LINE_PX = 20

/** Plain text with the numbers of its lines, and a search. */
function TextArea({
  label,
  text,
  readOnly,
  onChange,
}: {
  label: string
  text: string
  readOnly: boolean
  onChange: (text: string) => void
}) {
  const { t } = useTranslation()
  const area = useRef<HTMLTextAreaElement>(null)
  const numbers = useRef<HTMLPreElement>(null)
  const [wanted, setWanted] = useState('')
  const lines = text.split('\n').length
  const find = () => {
    const box = area.current
    if (!box || wanted === '') return
    const from = text.toLowerCase().indexOf(wanted.toLowerCase(), box.selectionEnd)
    const at = from === -1 ? text.toLowerCase().indexOf(wanted.toLowerCase()) : from
    if (at === -1) return
    box.focus()
    box.setSelectionRange(at, at + wanted.length)
    box.scrollTop = Math.max(0, (text.slice(0, at).split('\n').length - 5) * LINE_PX)
  }
  return (
    <>
      <form
        className={styles.find}
        onSubmit={(event) => {
          event.preventDefault()
          find()
        }}
      >
        <TextInput
          size="xs"
          aria-label={t('files.editor.find')}
          placeholder={t('files.editor.find')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" type="submit" disabled={wanted === ''}>
          {t('files.editor.next')}
        </Button>
      </form>
      <div className={styles.editor}>
        <pre ref={numbers} className={styles.numbers} aria-hidden>
          {Array.from({ length: lines }, (_, i) => i + 1).join('\n')}
        </pre>
        <textarea
          ref={area}
          aria-label={label}
          value={text}
          readOnly={readOnly}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          wrap="off"
          onChange={(event) => onChange(event.currentTarget.value)}
          onScroll={(event) => {
            if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop
          }}
        />
      </div>
    </>
  )
}
