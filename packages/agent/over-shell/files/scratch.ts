import type { SftpSession, SshConnection } from '@hyperion/ports/ssh'
import { RESERVED } from '../../actions/files/folder.ts'
import type { Run } from '../../actions/implementation.ts'
import type { ShellFolder, SshGround } from './ground.ts'
import { kindOf } from './kinds.ts'
import { removeTree } from './trees.ts'

/** How long a part of an upload waits for the rest of it, and whatever else was left half made is left alone. */
const KEEP_MS = 24 * 3600_000
/** Entries of a folder that are looked through for what was left in it. */
const MOST_LOOKED = 20_000
/** What drafts and parts of uploads are called. */
const LEFT = new RegExp(`^${RESERVED.replace('.', '\\.')}([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$`)

/** A name beside the place that something is made for, until it is whole. */
export interface ShellDraft extends AsyncDisposable {
  readonly path: Buffer
  /** It is in its place. */
  release(): void
}

/** What is half made over SFTP: it lies beside its place under a reserved name. What a lost connection leaves is swept later. */
export class ShellScratch {
  readonly #ground: SshGround
  readonly #connection: SshConnection
  readonly #run: Pick<Run, 'id' | 'signal'>

  constructor(ground: SshGround, connection: SshConnection, run: Pick<Run, 'id' | 'signal'>) {
    this.#ground = ground
    this.#connection = connection
    this.#run = run
  }

  /** For this order; gone with it unless it is released. */
  draft(folder: ShellFolder): ShellDraft {
    const path = besides(folder, `${RESERVED}${this.#run.id}`)
    let over = false
    return {
      path,
      release: () => {
        over = true
      },
      [Symbol.asyncDispose]: async () => {
        if (!over) await this.#withSession((sftp) => removeTree(sftp, path)).catch(() => {})
      },
    }
  }

  /** Removes what orders of this account left in a folder a day ago or longer. `uid` and `now` (epoch ms) as the host has them. */
  async sweep(folder: ShellFolder, { uid, now }: { readonly uid: number; readonly now: number }): Promise<void> {
    const { sftp } = this.#ground
    const left: Buffer[] = []
    let looked = 0
    for await (const entries of sftp.list(folder.path)) {
      for (const { name, attributes } of entries) {
        const text = Buffer.from(name).toString('latin1')
        if (LEFT.test(text) && attributes.uid === uid && attributes.modifiedAt < now - KEEP_MS) left.push(besides(folder, text))
      }
      looked += entries.length
      if (looked > MOST_LOOKED || this.#run.signal.aborted) break
    }
    for (const path of left) {
      const kind = kindOf((await sftp.lstat(path)).mode)
      if (kind === 'file' || kind === 'folder') await removeTree(sftp, path, this.#run.signal)
    }
  }

  /** The session of an order that was cancelled is over: what it began is taken away over another one. */
  async #withSession(work: (sftp: SftpSession) => Promise<unknown>): Promise<void> {
    if (!this.#run.signal.aborted) {
      await work(this.#ground.sftp)
      return
    }
    const sftp = await this.#connection.sftp()
    try {
      await work(sftp)
    } finally {
      sftp.end()
    }
  }
}

/** The path of a name of Hyperion's own in a folder. */
export function besides(folder: ShellFolder, name: string): Buffer {
  return Buffer.concat([folder.names.length === 0 ? Buffer.alloc(0) : folder.path, Buffer.from(`/${name}`, 'latin1')])
}
