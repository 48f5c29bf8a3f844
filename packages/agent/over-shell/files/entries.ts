import type { SftpAttributes, SftpEntry } from '@hyperion/ports/ssh'
import { type FileKind, type RowOf, shownName, writtenPath } from '@hyperion/wire/actions'
import type { Accounts } from '../../actions/files/accounts.ts'
import { type Account, mayWrite } from './account.ts'
import type { SshGround } from './ground.ts'
import { kindOf } from './kinds.ts'

export type Entry = RowOf<'file.list'>

/** Whose names and rights entries are told by. */
export interface Eyes {
  readonly account: Account
  readonly accounts: Accounts
}

/** Of what the server notes: changes of one second that leave the size as it is are not seen. */
export function etagOf({ size, modifiedAt }: SftpAttributes): string {
  return [size, Math.floor(modifiedAt / 1000)].map((part) => part.toString(36)).join('-')
}

/** As a list tells it, but where links lead. */
export function entryOf({ name, attributes, line }: SftpEntry, { account, accounts }: Eyes): Entry {
  const { text, bytes } = namesOfEntry(Buffer.from(name))
  const { size, modifiedAt, mode, uid, gid } = attributes
  const [, links = 0, owner, group] = LINE.exec(line) ?? []
  return {
    name: text,
    bytes,
    kind: kindOf(mode),
    size,
    modifiedAt,
    mode: mode & 0o7777,
    owner: accounts.user(uid, owner),
    group: accounts.group(gid, group),
    links: Number(links),
    linkTarget: null,
    linkKind: null,
    writable: mayWrite(account, attributes),
  }
}

/** Of `ls -l`: links, owner, group; a name of several words does not pass. */
const LINE = /^\S{10,11} +(\d{1,9}) +(\S+) +(\S+) +\d+ /

/** Links, and in parts of a list the kinds that they lead to, are asked for so many at once. */
const LINKS_AT_ONCE = 16

/** With where links lead; `kinds`: what is there, too, as far as it lies on the ground. */
export async function withLinks(
  ground: SshGround,
  folder: Buffer,
  entries: readonly Entry[],
  names: readonly Uint8Array[],
  kinds: boolean,
) {
  const rows = [...entries]
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < rows.length) {
      const at = next++
      const entry = rows[at] as Entry
      if (entry.kind === 'link') rows[at] = { ...entry, ...(await leadsTo(ground, pathIn(folder, names[at] as Uint8Array), kinds)) }
    }
  }
  await Promise.all(Array.from({ length: LINKS_AT_ONCE }, lane))
  return rows
}

async function leadsTo(ground: SshGround, path: Buffer, kinds: boolean): Promise<Pick<Entry, 'linkTarget' | 'linkKind'>> {
  const [target, linkKind] = await Promise.all([
    ground.sftp.readLink(path).catch(() => null),
    kinds ? linkKindOf(ground, writtenPath(path)) : null,
  ])
  return { linkTarget: target && shownName(Buffer.from(target).toString('utf8')).slice(0, 4096).toWellFormed(), linkKind }
}

async function linkKindOf(ground: SshGround, path: string): Promise<FileKind | null> {
  try {
    const { found } = await ground.lookedThrough(path)
    return found && kindOf(found.mode)
  } catch {
    return null
  }
}

function pathIn(folder: Buffer, name: Uint8Array): Buffer {
  return Buffer.concat([folder, Buffer.from(folder.at(-1) === 0x2f ? '' : '/'), name])
}

/** A name of more bytes than Linux has is told, and cannot be asked for. */
function namesOfEntry(name: Buffer): { readonly text: string; readonly bytes: string | null } {
  const text = name.toString('utf8')
  const same = Buffer.from(text, 'utf8').equals(name)
  return { text: text.slice(0, 255).toWellFormed(), bytes: same || name.length > 255 ? null : name.toString('base64') }
}
