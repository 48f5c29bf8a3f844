import { type SftpAttributes, SftpFailure, type SftpFile, type SftpSession } from '@hyperion/ports/ssh'
import { refused } from '../../actions/files/errors.ts'
import { isReserved } from '../../actions/files/folder.ts'
import { Progress } from '../../actions/files/tree.ts'
import { deletion, isWithin } from './change.ts'
import { about } from './failures.ts'
import type { ShellPlace, SshGround } from './ground.ts'
import { kindOf } from './kinds.ts'
import { filling, making } from './put.ts'
import { putOver } from './put-over.ts'
import { allIn, childOf, eachOf } from './trees.ts'
import { changing, LASTS } from './workshop.ts'

/** Files of one folder that are copied at once. */
const FILES_AT_ONCE = 8
const PART = 1024 * 1024
/** Asked for behind the end, since a file may grow. */
const BEYOND = 32 * 1024

/** The bytes go through the hub: SFTP copies nothing by itself. */
export const copyOverShell = changing<'file.copy'>(async (shop, { from, to, overwrite }, run) => {
  const { ground, sftp, scratch } = shop
  const source = await ground.place(from)
  const target = await ground.place(to)
  const found = await ground.look(source.path)
  if (!found) throw refused('missing', source.path, 'is not there')
  if (isWithin(target, source)) throw refused('invalid', target.path, 'lies in what is to be copied')
  if (!overwrite && (await ground.look(target.path))) throw refused('exists', target.path, 'is there already')
  await ground.stillThere(target.folder)
  await using draft = scratch.draft(target.folder)
  const progress = new Progress(run)
  await new Copying(ground, progress, target.path).entry(source, found, draft.path)
  const draftAt = await sftp.lstat(draft.path).catch(() => null)
  if (!draftAt) throw refused('invalid', source.path, 'is a socket, a FIFO or a device, which cannot be copied')
  const replaced = await putOver(shop, draft.path, target, { overwrite, by: run.by, id: run.id })
  draft.release()
  await scratch.sweep(target.folder, { uid: draftAt.uid, now: await hostTime(shop.sftp, target) }).catch(() => {})
  const { files, bytes, leftOut } = progress
  return { files, bytes, leftOut, undo: replaced ? null : deletion(target) }
}, LASTS)

/** As its folder, which was just changed, has it; epoch ms. */
export async function hostTime(sftp: SftpSession, { folder }: ShellPlace): Promise<number> {
  return (await sftp.lstat(folder.path)).modifiedAt
}

/** One copy, of everything below as it is listed. */
class Copying {
  readonly #ground: SshGround
  readonly #sftp: SftpSession
  readonly #progress: Progress
  /** What is told of what cannot be made. */
  readonly #target: Buffer

  constructor(ground: SshGround, progress: Progress, target: Buffer) {
    this.#ground = ground
    this.#sftp = ground.sftp
    this.#progress = progress
    this.#target = target
  }

  async entry(from: ShellPlace, found: SftpAttributes, to: Buffer): Promise<void> {
    const kind = kindOf(found.mode)
    if (kind === 'file') await this.#file(from, found, to)
    else if (kind === 'folder') await this.#folder(from, found, to)
    else if (kind === 'link') {
      const target = await about(from.path, () => this.#sftp.readLink(from.path))
      await filling(this.#ground, this.#target, () => this.#sftp.makeLink(to, target))
    } else this.#progress.leftOut += 1
    this.#progress.step(0)
  }

  async #folder(from: ShellPlace, found: SftpAttributes, to: Buffer): Promise<void> {
    const here = { names: [...from.folder.names, from.name], path: from.path }
    const entries = await allIn(this.#sftp, from.path, this.#progress.signal)
    await filling(this.#ground, this.#target, () => this.#sftp.makeFolder(to, 0o700))
    const folders: [ShellPlace, SftpAttributes, Buffer][] = []
    const others: typeof folders = []
    for (const { name, attributes } of entries) {
      const bytes = Buffer.from(name)
      if (isReserved(bytes)) continue
      const one: (typeof folders)[number] = [this.#ground.placeIn(here, bytes), attributes, childOf(to, bytes)]
      if (kindOf(attributes.mode) === 'folder') folders.push(one)
      else others.push(one)
    }
    await eachOf(others, (one) => this.entry(...one), FILES_AT_ONCE)
    for (const one of folders) await this.entry(...one)
    const made = await about(this.#target, () => this.#sftp.lstat(to))
    await asBefore(found, made, (change) => this.#sftp.change(to, change))
  }

  async #file(from: ShellPlace, found: SftpAttributes, to: Buffer): Promise<void> {
    await using source = await this.#ground.openFile(from, found)
    const copy = await making(this.#ground, to, () => this.#sftp.open(to, 'create'))
    try {
      await this.#content(source.file, copy, from.path, found.size)
      await asBefore(found, await copy.stat(), (change) => copy.change(change))
    } finally {
      await copy.close().catch(() => {})
    }
    this.#progress.files += 1
  }

  /** The next part is read while one is written. */
  async #content(source: SftpFile, copy: SftpFile, path: Buffer, size: number): Promise<void> {
    const read = (at: number): Promise<Uint8Array> => {
      const reading = about(path, () => source.read(at, at < size ? Math.min(PART, size - at) : BEYOND))
      reading.catch(() => {})
      return reading
    }
    let next = read(0)
    for (let at = 0; ; ) {
      const bytes = await next
      if (bytes.length === 0) return
      const from = at
      at += bytes.length
      next = read(at)
      await filling(this.#ground, this.#target, () => copy.write(bytes, from))
      this.#progress.step(bytes.length)
    }
  }
}

/** With owners, bits and time of what it was copied from: owners first, since a change of them takes setuid away. */
async function asBefore({ uid, gid, mode, modifiedAt }: SftpAttributes, made: SftpAttributes, change: SftpFile['change']): Promise<void> {
  if (made.uid !== uid || made.gid !== gid) {
    try {
      await change({ uid, gid })
    } catch (error) {
      // What belongs to others can be made theirs by root alone; then setuid must not be made this account’s either.
      if (!(error instanceof SftpFailure) || error.kind === 'lost') throw error
      await change({ mode: mode & 0o777, modifiedAt })
      return
    }
  }
  await change({ mode: mode & 0o7777, modifiedAt })
}
