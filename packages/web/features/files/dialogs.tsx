import { type ParamsOf, shownPath } from '@hyperion/wire/actions'
import type { ActionAnswer, ActionView, Snake } from '@hyperion/wire/web'
import { Checkbox, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { announce } from '../notifications/announcements.ts'
import { ActionDialog } from '../operating/action-dialog.tsx'
import { undoAction } from '../operating/queries.ts'
import { lastReason } from '../operating/reasons.ts'
import { pathIn } from './breadcrumb.tsx'
import { type FileChange, startChange } from './change.ts'
import { type Entry, entryName, folderFor, modeText, nameProblem, parseMode } from './entries.ts'

interface NewAsk {
  readonly what: 'create'
  readonly kind: 'file' | 'folder'
}

interface OneAsk<W extends 'rename' | 'permissions' | 'extract'> {
  readonly what: W
  readonly entry: Entry
}

interface ManyAsk<W extends 'move' | 'copy' | 'archive' | 'delete'> {
  readonly what: W
  readonly entries: readonly Entry[]
}

/** Something about to be done, and what with. */
export type Asked =
  | NewAsk
  | OneAsk<'rename'>
  | OneAsk<'permissions'>
  | OneAsk<'extract'>
  | ManyAsk<'move' | 'copy' | 'archive'>
  | ManyAsk<'delete'>

interface AskProps<T extends Asked = Asked> {
  readonly host: number
  readonly folder: string
  readonly asked: T
  readonly onDone: () => void
  readonly onClose: () => void
}

export function AskDialog(props: AskProps) {
  const { asked } = props
  if (asked.what === 'create' || asked.what === 'rename') return <NameDialog {...props} asked={asked} />
  if (asked.what === 'permissions') return <PermissionsDialog {...props} asked={asked} />
  if (asked.what === 'delete') return <DeleteDialog {...props} asked={asked} />
  if (asked.what === 'extract') return <ExtractDialog {...props} asked={asked} />
  return <TargetDialog {...props} asked={asked} />
}

/** Long ones go on without their dialog. */
const PATIENCE_MS = 8_000

/** Asks for a change; answers when it ended, or goes on for a while. */
async function settle<O extends FileChange>(
  host: number,
  operation: O,
  params: Snake<ParamsOf<O>>,
  reason: string,
  onLate: () => void = () => {},
): Promise<ActionAnswer> {
  let begun: ActionView | null = null
  const { over } = startChange(host, operation, params, reason, {
    onAction: (action) => {
      begun = action
    },
  })
  const late = new Promise<ActionAnswer>((resolve) => setTimeout(() => begun && resolve({ action: begun }), PATIENCE_MS))
  over.then(onLate, () => {})
  return Promise.race([over, late])
}

/** Says that it is done, and offers to take it back. */
function useDone(host: number, onDone: () => void): (action: ActionView) => void {
  const { t } = useTranslation()
  return (action) => {
    onDone()
    const message = t(`files.done.${action.operation.replace('file.', '')}`, { target: action.target })
    const undo = () => {
      undoAction(action.id, lastReason(host) || t('files.undoReason')).then(onDone, (error: unknown) =>
        announce({ tone: 'bad', message: error instanceof ApiError ? error.message : t('error.hub') }),
      )
    }
    announce({ tone: 'good', message, ...(action.undoable && { actions: [{ label: t('operating.undo'), run: undo }] }) })
  }
}

function NameDialog({ host, folder, asked, onDone, onClose }: AskProps<NewAsk | OneAsk<'rename'>>) {
  const { t } = useTranslation()
  const done = useDone(host, onDone)
  const before = asked.what === 'rename' ? asked.entry.name : ''
  const [name, setName] = useState(before)
  const problem = nameProblem(name)
  const confirm = (reason: string) => {
    if (problem) throw new ApiError(400, 'invalid', t(`files.problem.${problem}`))
    const to = pathIn(folder, { name, bytes: null })
    if (asked.what === 'create') return settle(host, 'file.create', { path: to, kind: asked.kind }, reason)
    return settle(host, 'file.move', { from: pathIn(folder, asked.entry), to, overwrite: false }, reason)
  }
  const title = asked.what === 'create' ? t(`files.ask.create.${asked.kind}`) : t('files.ask.rename', { name: entryName(asked.entry) })
  return (
    <ActionDialog
      host={host}
      title={title}
      submit={t(asked.what === 'create' ? 'files.do.create' : 'files.do.rename')}
      onConfirm={async (reason) => confirm(reason)}
      onDone={done}
      onClose={onClose}
    >
      <In folder={folder} />
      <TextInput
        data-autofocus
        name="name"
        label={t('files.name')}
        value={name}
        autoComplete="off"
        spellCheck={false}
        error={name !== '' && problem ? t(`files.problem.${problem}`) : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}

function DeleteDialog({ host, folder, asked: { entries }, onDone, onClose }: AskProps<ManyAsk<'delete'>>) {
  const { t } = useTranslation()
  const done = useDone(host, onDone)
  const paths = entries.map((entry) => pathIn(folder, entry))
  return (
    <ActionDialog
      host={host}
      danger
      title={t('files.ask.delete', { count: entries.length, name: firstName(entries) })}
      submit={t('files.do.delete')}
      onConfirm={(reason) => settle(host, 'file.delete', { paths }, reason, onDone)}
      onDone={done}
      onClose={onClose}
    >
      <Named entries={entries} />
      <p className="muted">{t('files.trashText')}</p>
    </ActionDialog>
  )
}

function TargetDialog({ host, folder, asked: { what, entries }, onDone, onClose }: AskProps<ManyAsk<'move' | 'copy' | 'archive'>>) {
  const { t } = useTranslation()
  const done = useDone(host, onDone)
  const first = firstName(entries)
  const archive = what === 'archive'
  const [target, setTarget] = useState(archive ? pathIn(folder, { name: `${first}.tar.gz`, bytes: null }) : folder)
  const confirm = async (reason: string): Promise<ActionAnswer> => {
    if (archive) return settle(host, 'file.archive', { paths: entries.map((entry) => pathIn(folder, entry)), to: target }, reason, onDone)
    let last: ActionAnswer | null = null
    // One after the other: what fails leaves the rest where it is.
    for (const entry of entries) {
      const same = target === folder && what === 'copy'
      const to = pathIn(target, same ? { name: t('files.copyName', { name: entry.name }), bytes: null } : entry)
      last = await settle(host, `file.${what}`, { from: pathIn(folder, entry), to, overwrite: false }, reason, onDone)
    }
    return last as ActionAnswer
  }
  return (
    <ActionDialog
      host={host}
      title={t(`files.ask.${what}`, { count: entries.length, name: first })}
      submit={t(`files.do.${what}`)}
      onConfirm={confirm}
      onDone={done}
      onClose={onClose}
    >
      <Named entries={entries} />
      <TextInput
        data-autofocus
        name="to"
        label={t(archive ? 'files.archivePath' : 'files.toFolder')}
        value={target}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTarget(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}

function ExtractDialog({ host, folder, asked: { entry }, onDone, onClose }: AskProps<OneAsk<'extract'>>) {
  const { t } = useTranslation()
  const done = useDone(host, onDone)
  const [to, setTo] = useState(pathIn(folder, { name: folderFor(entry.name), bytes: null }))
  return (
    <ActionDialog
      host={host}
      title={t('files.ask.extract', { name: entryName(entry) })}
      submit={t('files.do.extract')}
      onConfirm={(reason) => settle(host, 'file.extract', { path: pathIn(folder, entry), to }, reason, onDone)}
      onDone={done}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        name="to"
        label={t('files.newFolder')}
        value={to}
        spellCheck={false}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </ActionDialog>
  )
}

function PermissionsDialog({ host, folder, asked: { entry }, onDone, onClose }: AskProps<OneAsk<'permissions'>>) {
  const { t } = useTranslation()
  const done = useDone(host, onDone)
  const [mode, setMode] = useState(entry.mode.toString(8).padStart(3, '0'))
  const [owner, setOwner] = useState(entry.owner)
  const [group, setGroup] = useState(entry.group)
  const [recursive, setRecursive] = useState(false)
  const bits = parseMode(mode)
  const confirm = async (reason: string) => {
    if (bits === null) throw new ApiError(400, 'invalid', t('files.problem.mode'))
    const changed = {
      ...((bits !== entry.mode || recursive) && { mode: bits }),
      ...(owner !== entry.owner && { owner }),
      ...(group !== entry.group && { group }),
    }
    return settle(host, 'file.permissions', { path: pathIn(folder, entry), ...changed, recursive }, reason, onDone)
  }
  return (
    <ActionDialog
      host={host}
      danger={recursive}
      title={t('files.ask.permissions', { name: entryName(entry) })}
      submit={t('common.save')}
      onConfirm={confirm}
      onDone={done}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        name="mode"
        label={t('files.mode')}
        description={bits === null ? undefined : modeText(bits)}
        value={mode}
        error={bits === null ? t('files.problem.mode') : undefined}
        onChange={(event) => setMode(event.currentTarget.value)}
      />
      <TextInput name="owner" label={t('files.owner')} value={owner} onChange={(event) => setOwner(event.currentTarget.value)} />
      <TextInput name="group" label={t('files.group')} value={group} onChange={(event) => setGroup(event.currentTarget.value)} />
      {entry.kind === 'folder' && (
        <Checkbox label={t('files.recursive')} checked={recursive} onChange={(event) => setRecursive(event.currentTarget.checked)} />
      )}
    </ActionDialog>
  )
}

export function EmptyTrashDialog({ host, ids, onDone, onClose }: Omit<AskProps, 'asked' | 'folder'> & { ids: readonly string[] | null }) {
  const { t } = useTranslation()
  return (
    <ActionDialog
      host={host}
      danger
      title={ids === null ? t('files.ask.emptyTrash') : t('files.ask.forGood', { count: ids.length })}
      submit={t('files.do.forGood')}
      onConfirm={(reason) => settle(host, 'file.empty_trash', { ids }, reason, onDone)}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t('files.forGoodText')}</p>
    </ActionDialog>
  )
}

export function RestoreDialog({
  host,
  ids,
  earlier,
  onDone,
  onClose,
}: Omit<AskProps, 'asked' | 'folder'> & { ids: readonly string[]; earlier: boolean }) {
  const { t } = useTranslation()
  const done = useDone(host, onDone)
  return (
    <ActionDialog
      host={host}
      title={t('files.ask.restore', { count: ids.length })}
      submit={t('files.do.restore')}
      onConfirm={(reason) => settle(host, 'file.restore', { ids }, reason, onDone)}
      onDone={done}
      onClose={onClose}
    >
      <p className="muted">{t(earlier ? 'files.restoreEarlierText' : 'files.restoreText')}</p>
    </ActionDialog>
  )
}

/** What goes, name by name as far as that can be read. */
function Named({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation()
  const shown = entries.slice(0, 8)
  // The title names it.
  if (entries.length === 1) return null
  return (
    <ul>
      {shown.map((entry) => (
        <li key={entry.name + entry.bytes}>
          <bdi>{entryName(entry)}</bdi>
        </li>
      ))}
      {entries.length > shown.length && <li className="muted">{t('files.andMore', { count: entries.length - shown.length })}</li>}
    </ul>
  )
}

function In({ folder }: { folder: string }): ReactNode {
  const { t } = useTranslation()
  return <p className="muted">{t('files.in', { folder: shownPath(folder) })}</p>
}

const firstName = (entries: readonly Entry[]): string => (entries[0] ? entryName(entries[0]) : '')
