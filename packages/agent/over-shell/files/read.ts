import { ActionError } from '@hyperion/domain/actions'
import type { SftpFile } from '@hyperion/ports/ssh'
import { FILE_LIMITS, filePath, type OperationId, type ParamsOf, type ResultOf, writtenPath } from '@hyperion/wire/actions'
import { refused } from '../../actions/files/errors.ts'
import { pathOf } from '../../actions/files/folder.ts'
import { textEtag } from '../../actions/files/read.ts'
import type { Run } from '../../actions/implementation.ts'
import type { Reach } from '../reach.ts'
import { accountOf, accountsOf, mayWrite } from './account.ts'
import { type Eyes, entryOf, etagOf, withLinks } from './entries.ts'
import { about } from './failures.ts'
import type { Names, ShellFolder, SshGround } from './ground.ts'
import { kindOf } from './kinds.ts'

/** One order on the files of a host. */
export interface FileOrder<O extends OperationId> {
  readonly params: ParamsOf<O>
  readonly run: Run<O>
  readonly reach: Reach
}

async function eyesOf(ground: SshGround, { reach }: Pick<FileOrder<never>, 'reach'>): Promise<Eyes> {
  const [account, accounts] = await Promise.all([accountOf(reach, ground), accountsOf(ground)])
  return { account, accounts }
}

export async function tellRoots(ground: SshGround, { reach }: FileOrder<'file.roots'>): Promise<ResultOf<'file.roots'>> {
  const tell = async (names: Names) => {
    const path = filePath(writtenPath(pathOf(names)), 'root')
    try {
      const folder = await ground.folder(path)
      const [space, writable] = await Promise.all([ground.sftp.space(folder.path).catch(() => null), isWritable(ground, folder, reach)])
      return { path, exists: true, writable, freeBytes: space?.freeBytes ?? null, totalBytes: space?.totalBytes ?? null }
    } catch {
      return { path, exists: false, writable: false, freeBytes: null, totalBytes: null }
    }
  }
  return { roots: await Promise.all(ground.roots.slice(0, 64).map(tell)) }
}

export async function listFolder(ground: SshGround, order: FileOrder<'file.list'>): Promise<ResultOf<'file.list'>> {
  const { params, run, reach } = order
  const [folder, eyes] = await Promise.all([ground.folder(params.path), eyesOf(ground, order)])
  let count = 0
  for await (const part of ground.list(folder)) {
    run.signal.throwIfAborted()
    const entries = part.map((each) => entryOf(each, eyes))
    const names = part.map(({ name }) => name)
    await run.rows(await withLinks(ground, folder.path, entries, names, true))
    count += part.length
  }
  return { path: writtenPath(folder.path), count, writable: await isWritable(ground, folder, reach) }
}

export async function tellEntry(ground: SshGround, order: FileOrder<'file.stat'>): Promise<ResultOf<'file.stat'>> {
  const [place, eyes] = await Promise.all([ground.place(order.params.path), eyesOf(ground, order)])
  const attributes = await ground.look(place.path)
  if (!attributes) throw refused('missing', place.path, 'is not there')
  const entry = entryOf({ name: place.name, attributes, line: '' }, eyes)
  const [told = entry] = await withLinks(ground, place.folder.path, [entry], [place.name], true)
  return { ...told, path: writtenPath(place.path), etag: etagOf(attributes) }
}

export async function readText(ground: SshGround, { params, run, reach }: FileOrder<'file.read'>): Promise<ResultOf<'file.read'>> {
  const { place, found } = await ground.lookedThrough(params.path)
  await using opened = await ground.openFile(place, found)
  const content = await wholeOf(opened.file, place.path)
  const binary = content.includes(0)
  if (!binary) await run.bytes(content)
  const attributes = await about(place.path, () => opened.file.stat())
  const [account, space] = await Promise.all([accountOf(reach, ground), ground.sftp.space(place.folder.path).catch(() => null)])
  const writable = mayWrite(account, attributes) && !space?.readOnly
  return { size: content.length, etag: textEtag(etagOf(attributes), content), binary, writable }
}

/** Throws `too_large`. */
async function wholeOf(file: SftpFile, path: Buffer): Promise<Uint8Array> {
  const { size } = await about(path, () => file.stat())
  if (size > FILE_LIMITS.textBytes) throw refused('too_large', path, `has more than ${FILE_LIMITS.textBytes} bytes: download it`)
  const first = await about(path, () => file.read(0, size + 1))
  const content = first.length > size ? await about(path, () => file.read(0, FILE_LIMITS.textBytes + 1)) : first
  if (content.length > FILE_LIMITS.textBytes) throw refused('too_large', path, 'grows while it is read')
  return content
}

const PART = 1024 * 1024

export async function download(ground: SshGround, { params, run }: FileOrder<'file.download'>): Promise<ResultOf<'file.download'>> {
  const { path, offset = 0, length, etag } = params
  const { place, found } = await ground.lookedThrough(path)
  await using opened = await ground.openFile(place, found)
  const { size } = opened.attributes
  const told = etagOf(opened.attributes)
  if (etag !== undefined && etag !== told) throw refused('changed', place.path, 'was changed meanwhile')
  if (offset > size) throw new ActionError('invalid', 'params.offset is beyond the end')
  const sent = await about(place.path, () => sendPart(opened.file, offset, Math.min(size, offset + (length ?? size)), run))
  const after = await about(place.path, () => opened.file.stat())
  // Whoever reads it to the end has one content, and not the first half of one and the second of another.
  if (etagOf(after) !== told) throw refused('changed', place.path, 'was changed while it was read')
  return { size, etag: told, sent }
}

/** While one part is passed on the next is on its way. */
async function sendPart(file: SftpFile, from: number, end: number, run: Run): Promise<number> {
  const ask = (at: number): Promise<Uint8Array> => {
    const asked = at < end ? file.read(at, Math.min(PART, end - at)) : Promise.resolve(new Uint8Array())
    asked.catch(() => {})
    return asked
  }
  let at = from
  let next = ask(at)
  for (;;) {
    run.signal.throwIfAborted()
    const part = await next
    if (part.length === 0) return at - from
    at += part.length
    next = ask(at)
    await run.bytes(part)
  }
}

/** Names that are looked at before a sign of life is given. */
const SIGN_OF_LIFE = 2000
/** Folders that are looked into at once, and those that wait for it. */
const FOLDERS_AT_ONCE = 4
const MOST_WAITING = 100_000

export async function searchNames(ground: SshGround, order: FileOrder<'file.search'>): Promise<ResultOf<'file.search'>> {
  const { params, run } = order
  const [first, eyes] = await Promise.all([ground.folder(params.path), eyesOf(ground, order)])
  const wanted = params.text.toLowerCase()
  const state = { looked: 0, found: 0, complete: true }
  const waiting: ShellFolder[] = []
  const isFull = (): boolean => state.found >= FILE_LIMITS.found
  const look = async (folder: ShellFolder): Promise<void> => {
    const here = writtenPath(folder.path)
    for await (const part of ground.list(folder)) {
      run.signal.throwIfAborted()
      if (isFull()) break
      const before = state.looked
      state.looked += part.length
      if (Math.floor(before / SIGN_OF_LIFE) < Math.floor(state.looked / SIGN_OF_LIFE)) run.progress(state.looked, null)
      const hits = part.filter(({ name }) => Buffer.from(name).toString('utf8').toLowerCase().includes(wanted))
      const within = hits.slice(0, FILE_LIMITS.found - state.found)
      if (within.length < hits.length) state.complete = false
      state.found += within.length
      const entries = within.map((each) => entryOf(each, eyes))
      const names = within.map(({ name }) => name)
      const rows = await withLinks(ground, folder.path, entries, names, false)
      if (rows.length > 0) await run.rows(rows.map((row) => ({ ...row, folder: here })))
      for (const { name, attributes } of part) if (kindOf(attributes.mode) === 'folder') below(folder, name)
    }
  }
  const below = (folder: ShellFolder, name: Uint8Array): void => {
    const inside = ground.below(folder, Buffer.from(name))
    if (inside === 'closed') return
    if (inside === 'too deep' || waiting.length >= MOST_WAITING) state.complete = false
    else waiting.push(inside)
  }
  await look(first)
  await inLanes(waiting, async (folder) => {
    if (isFull()) {
      state.complete = false
      return
    }
    await look(folder).catch((error: unknown) => {
      if (run.signal.aborted || (error instanceof ActionError && error.failure === 'away')) throw error
      state.complete = false
    })
  })
  return state
}

/** Works off what waits, and what comes to wait meanwhile, several at once; the last to come is the first, so that few wait. */
async function inLanes<T>(waiting: T[], work: (item: T) => Promise<void>): Promise<void> {
  const under = new Set<Promise<void>>()
  while (waiting.length > 0 || under.size > 0) {
    while (waiting.length > 0 && under.size < FOLDERS_AT_ONCE) {
      const begun: Promise<void> = work(waiting.pop() as T).finally(() => under.delete(begun))
      begun.catch(() => {})
      under.add(begun)
    }
    await Promise.race(under)
  }
}

/** By the bits of a folder, and what its file system says. */
async function isWritable(ground: SshGround, { path }: ShellFolder, reach: Reach): Promise<boolean> {
  const [attributes, account, space] = await Promise.all([
    about(path, () => ground.sftp.stat(path)),
    accountOf(reach, ground),
    ground.sftp.space(path).catch(() => null),
  ])
  return mayWrite(account, attributes) && !space?.readOnly
}
