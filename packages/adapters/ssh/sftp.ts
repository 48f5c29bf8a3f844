import {
  type SftpAttributes,
  type SftpChange,
  type SftpEntry,
  SftpFailure,
  type SftpFile,
  type SftpPath,
  type SftpSession,
  type SftpSpace,
  SshFailure,
} from '@hyperion/ports/ssh'
import type { ClientChannel } from 'ssh2'
import { LOST, SftpChannel } from './sftp-channel.ts'
import { type Answer, ASK, attributes, OPEN, string, TOLD, u32, u64 } from './sftp-messages.ts'

/** Of one request; every server takes as much. */
const PART = 32 * 1024
/** Requests of one call that are on the way at once: as much as the window of a channel takes. */
const AHEAD = 64
const LISTS_AHEAD = 8
const PRIVATE = 0o600
/** Flag of `statvfs`. */
const READ_ONLY = 1

const EXTENSIONS = {
  link: ['hardlink@openssh.com', '1'],
  replace: ['posix-rename@openssh.com', '1'],
  sync: ['fsync@openssh.com', '1'],
  space: ['statvfs@openssh.com', '2'],
} as const

type Extension = keyof typeof EXTENSIONS

/** Speaks SFTP over a channel that its server has opened for it. Rejects with `SshFailure`. */
export async function openSftp(
  channel: ClientChannel,
  underWay: Set<{ fail(failure: SshFailure): void }>,
  greetingMs: number,
): Promise<SftpSession> {
  const requests = new SftpChannel(channel)
  // A connection that is lost does not always say so to its channels.
  const watched = { fail: ({ message }: SshFailure) => requests.fail(new SftpFailure('lost', message)) }
  underWay.add(watched)
  requests.onOver = () => underWay.delete(watched)
  const silent = setTimeout(() => requests.fail(new SftpFailure('lost', 'its server does not begin to speak SFTP')), greetingMs)
  try {
    return new Session(requests, await requests.greet())
  } catch (error) {
    requests.fail(LOST)
    const said = error instanceof SftpFailure && error !== LOST ? error.message : 'its server speaks no SFTP with this account'
    throw new SshFailure('command', said)
  } finally {
    clearTimeout(silent)
  }
}

class Session implements SftpSession {
  readonly #requests: SftpChannel
  readonly #extensions: ReadonlySet<string>

  constructor(requests: SftpChannel, extensions: ReadonlySet<string>) {
    this.#requests = requests
    this.#extensions = extensions
  }

  async realPath(path: SftpPath): Promise<Uint8Array> {
    return this.#name(ASK.realpath, path)
  }

  async readLink(path: SftpPath): Promise<Uint8Array> {
    return this.#name(ASK.readlink, path)
  }

  async stat(path: SftpPath): Promise<SftpAttributes> {
    return (await this.#ask(TOLD.attrs, ASK.stat, string(path))).attributes()
  }

  async lstat(path: SftpPath): Promise<SftpAttributes> {
    return (await this.#ask(TOLD.attrs, ASK.lstat, string(path))).attributes()
  }

  async *list(path: SftpPath): AsyncGenerator<readonly SftpEntry[], void, undefined> {
    const handle = string((await this.#ask(TOLD.handle, ASK.opendir, string(path))).string())
    const next = (): Promise<Answer> => {
      const asked = this.#requests.ask(ASK.readdir, handle)
      asked.catch(() => {})
      return asked
    }
    const asked = Array.from({ length: LISTS_AHEAD }, next)
    try {
      for (;;) {
        const answer = await (asked.shift() as Promise<Answer>)
        if (answer.kind === TOLD.status) return
        asked.push(next())
        const entries = entriesIn(expected(answer, TOLD.name))
        if (entries.length > 0) yield entries
      }
    } finally {
      await this.#requests.ask(ASK.close, handle).catch(() => {})
    }
  }

  async open(path: SftpPath, how: 'read' | 'edit' | 'create'): Promise<SftpFile> {
    const writes = how === 'read' ? 0 : OPEN.write
    const flags = OPEN.read | writes | (how === 'create' ? OPEN.create | OPEN.exclusive : 0)
    const attrs = attributes(how === 'create' ? { mode: PRIVATE } : {})
    const answer = await this.#ask(TOLD.handle, ASK.open, string(path), u32(flags), attrs)
    return new OpenFile(this.#requests, answer.string(), this.#has('sync'))
  }

  makeFolder(path: SftpPath, mode: number): Promise<void> {
    return this.#do(ASK.mkdir, string(path), attributes({ mode }))
  }

  remove(path: SftpPath): Promise<void> {
    return this.#do(ASK.remove, string(path))
  }

  removeFolder(path: SftpPath): Promise<void> {
    return this.#do(ASK.rmdir, string(path))
  }

  /** In OpenSSH's order, which others took over, and not in that of the draft. */
  makeLink(path: SftpPath, target: SftpPath): Promise<void> {
    return this.#do(ASK.symlink, string(target), string(path))
  }

  async link(path: SftpPath, as: SftpPath): Promise<void> {
    if (!this.#has('link')) throw new SftpFailure('unsupported', 'its server cannot give a file a second name')
    await this.#do(ASK.extended, string(EXTENSIONS.link[0]), string(path), string(as))
  }

  rename(from: SftpPath, to: SftpPath): Promise<void> {
    return this.#do(ASK.rename, string(from), string(to))
  }

  async replace(from: SftpPath, to: SftpPath): Promise<void> {
    if (!this.#has('replace')) throw new SftpFailure('unsupported', 'its server cannot replace a file at once')
    await this.#do(ASK.extended, string(EXTENSIONS.replace[0]), string(from), string(to))
  }

  change(path: SftpPath, change: SftpChange): Promise<void> {
    return this.#do(ASK.setstat, string(path), attributes(change))
  }

  async space(path: SftpPath): Promise<SftpSpace | null> {
    if (!this.#has('space')) return null
    const told = await this.#ask(TOLD.extended, ASK.extended, string(EXTENSIONS.space[0]), string(path))
    const [, unit = 0, total = 0, , free = 0, , , , , flags = 0] = Array.from({ length: 11 }, () => told.u64())
    const bytes = (units: number): number => Math.min(Number.MAX_SAFE_INTEGER, units * unit)
    return { freeBytes: bytes(free), totalBytes: bytes(total), readOnly: (flags & READ_ONLY) !== 0 }
  }

  end(): void {
    this.#requests.fail(LOST)
  }

  #has(extension: Extension): boolean {
    return this.#extensions.has(EXTENSIONS[extension].join(' '))
  }

  async #name(kind: number, path: SftpPath): Promise<Uint8Array> {
    const answer = await this.#ask(TOLD.name, kind, string(path))
    if (answer.u32() !== 1) throw unlikely()
    return answer.string()
  }

  async #ask(told: number, kind: number, ...parts: readonly Buffer[]): Promise<Answer> {
    return expected(await this.#requests.ask(kind, ...parts), told)
  }

  async #do(kind: number, ...parts: readonly Buffer[]): Promise<void> {
    await this.#ask(TOLD.status, kind, ...parts)
  }
}

class OpenFile implements SftpFile {
  readonly #requests: SftpChannel
  readonly #handle: Buffer
  readonly #syncs: boolean

  constructor(requests: SftpChannel, handle: Buffer, syncs: boolean) {
    this.#requests = requests
    this.#handle = string(handle)
    this.#syncs = syncs
  }

  async read(at: number, length: number): Promise<Uint8Array> {
    const bytes = Buffer.alloc(length)
    const lengths = await severalAtOnce(length, async (from, to) => {
      let end = from
      while (end < to) {
        const answer = await this.#requests.ask(ASK.read, this.#handle, u64(at + end), u32(to - end))
        if (answer.kind === TOLD.status) break
        const part = expected(answer, TOLD.data).string()
        if (part.length === 0 || part.length > to - end) throw unlikely()
        bytes.set(part, end)
        end += part.length
      }
      return end - from
    })
    // What lies beyond a part that is short is beyond the end, as it was when that was read.
    const short = lengths.findIndex((each, i) => each < Math.min(PART, length - i * PART))
    return short < 0 ? bytes : bytes.subarray(0, short * PART + (lengths[short] ?? 0))
  }

  async write(bytes: Uint8Array, at: number): Promise<void> {
    await severalAtOnce(bytes.length, async (from, to) => {
      await this.#do(ASK.write, u64(at + from), string(bytes.subarray(from, to)))
      return to - from
    })
  }

  async stat(): Promise<SftpAttributes> {
    return expected(await this.#requests.ask(ASK.fstat, this.#handle), TOLD.attrs).attributes()
  }

  change(change: SftpChange): Promise<void> {
    return this.#do(ASK.fsetstat, attributes(change))
  }

  async sync(): Promise<void> {
    if (!this.#syncs) return
    expected(await this.#requests.ask(ASK.extended, string(EXTENSIONS.sync[0]), this.#handle), TOLD.status)
  }

  close(): Promise<void> {
    return this.#do(ASK.close)
  }

  async #do(kind: number, ...parts: readonly Buffer[]): Promise<void> {
    expected(await this.#requests.ask(kind, this.#handle, ...parts), TOLD.status)
  }
}

/** Does something to each part of so many bytes; answers what each came to, in their order. */
async function severalAtOnce(length: number, work: (from: number, to: number) => Promise<number>): Promise<readonly number[]> {
  const count = Math.ceil(length / PART)
  const done: number[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) {
      const part = next++
      done[part] = await work(part * PART, Math.min(length, (part + 1) * PART))
    }
  }
  await Promise.all(Array.from({ length: Math.min(AHEAD, count) }, lane))
  return done
}

function entriesIn(answer: Answer): SftpEntry[] {
  const entries: SftpEntry[] = []
  for (let count = answer.u32(); count > 0; count--) {
    const name = answer.string()
    const line = answer.string().toString('utf8')
    const entry = { name, line, attributes: answer.attributes() }
    if (isName(name)) entries.push(entry)
  }
  return entries
}

/** A name that a server makes up could lead elsewhere. */
function isName(name: Buffer): boolean {
  const text = name.toString('latin1')
  return text !== '' && text !== '.' && text !== '..' && !/[/\0]/.test(text)
}

function expected(answer: Answer, kind: number): Answer {
  if (answer.kind !== kind) throw unlikely()
  return answer
}

function unlikely(): SftpFailure {
  return new SftpFailure('failed', 'its server answers with what was not asked')
}
