import type { SftpAttributes } from '@hyperion/ports/ssh'
import { Accounts } from '../../actions/files/accounts.ts'
import { bodyOf, PREAMBLE } from '../answer.ts'
import type { Reach } from '../reach.ts'
import type { SshGround } from './ground.ts'

/** Who an account is to its host. */
export interface Account {
  readonly uid: number
  readonly groups: ReadonlySet<number>
}

const SCRIPT = `${PREAMBLE}
id -u
id -G
exit 0`

const LIMITS = { ms: 15_000, bytes: 64 * 1024 } as const
/** Of a list of accounts, and what of it is asked for at first. */
const MOST_BYTES = 2 * 1024 * 1024
const FEW_BYTES = 64 * 1024

/** A server gives an account its groups when it signs in. */
const known = new WeakMap<Reach['connection'], Promise<Account | null>>()

/** By what its shell says of it; of one without a shell by its home folder. */
export async function accountOf({ connection }: Pick<Reach, 'connection'>, { sftp }: SshGround): Promise<Account> {
  const asked = known.get(connection) ?? whoIs(connection)
  known.set(connection, asked)
  const told = await asked
  if (told) return told
  const { uid, gid } = await sftp.stat('.')
  return { uid, groups: new Set([gid]) }
}

async function whoIs(connection: Reach['connection']): Promise<Account | null> {
  try {
    const [, uid, groups = ''] = /^(\d+)\n([\d ]*)$/m.exec(bodyOf(await connection.run(`exec /bin/sh -c '${SCRIPT}'`, '', LIMITS))) ?? []
    return uid === undefined ? null : { uid: Number(uid), groups: new Set(groups.split(' ').map(Number)) }
  } catch {
    return null
  }
}

/** By the bits, as the kernel reads them. */
export function mayWrite({ uid, groups }: Account, attributes: SftpAttributes): boolean {
  const { mode } = attributes
  if (uid === 0) return true
  if (uid === attributes.uid) return (mode & 0o200) !== 0
  return groups.has(attributes.gid) ? (mode & 0o020) !== 0 : (mode & 0o002) !== 0
}

/** Names of the accounts and groups of a host, as far as its own files have them. */
export async function accountsOf({ sftp }: Pick<SshGround, 'sftp'>): Promise<Accounts> {
  const text = async (path: string): Promise<string> => {
    try {
      const file = await sftp.open(path, 'read')
      const first = await file.read(0, FEW_BYTES)
      const rest = first.length < FEW_BYTES ? [] : await file.read(FEW_BYTES, MOST_BYTES)
      await file.close()
      return Buffer.concat([first, Buffer.from(rest)]).toString('utf8')
    } catch {
      return ''
    }
  }
  return Accounts.of(...(await Promise.all([text('/etc/passwd'), text('/etc/group')])))
}
