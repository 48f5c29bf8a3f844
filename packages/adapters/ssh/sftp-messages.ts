import { type SftpAttributes, type SftpChange, SftpFailure, type SftpPath } from '@hyperion/ports/ssh'

/** Version 3 of the protocol, which is what servers speak: draft-ietf-secsh-filexfer-02, and OpenSSH's PROTOCOL for its extensions. */
export const ASK = {
  init: 1,
  open: 3,
  close: 4,
  read: 5,
  write: 6,
  lstat: 7,
  fstat: 8,
  setstat: 9,
  fsetstat: 10,
  opendir: 11,
  readdir: 12,
  remove: 13,
  mkdir: 14,
  rmdir: 15,
  realpath: 16,
  stat: 17,
  rename: 18,
  readlink: 19,
  symlink: 20,
  extended: 200,
} as const

export const TOLD = { version: 2, status: 101, handle: 102, data: 103, name: 104, attrs: 105, extended: 201 } as const

export const STATUS = { ok: 0, end: 1, missing: 2, permission: 3, noConnection: 6, lost: 7, unsupported: 8 } as const

/** Of `open`. */
export const OPEN = { read: 1, write: 2, create: 8, exclusive: 32 } as const

/** Of attributes: which there are. */
const HAS = { size: 1, owner: 2, mode: 4, times: 8, more: 0x80000000 } as const

/** A request: its length, kind and number, and what it says. */
export function messageOf(kind: number, id: number, ...parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt32BE(5 + parts.reduce((sum, { length }) => sum + length, 0))
  head[4] = kind
  head.writeUInt32BE(id, 5)
  return Buffer.concat([head, ...parts])
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

export function string(value: SftpPath): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  return Buffer.concat([u32(bytes.length), bytes])
}

export function attributes({ size, uid, gid, mode, modifiedAt }: SftpChange): Buffer {
  const owned = uid !== undefined && gid !== undefined
  const seconds = modifiedAt === undefined ? undefined : Math.min(0xffff_ffff, Math.max(0, Math.floor(modifiedAt / 1000)))
  const has =
    (size === undefined ? 0 : HAS.size) |
    (owned ? HAS.owner : 0) |
    (mode === undefined ? 0 : HAS.mode) |
    (seconds === undefined ? 0 : HAS.times)
  return Buffer.concat([
    u32(has),
    ...(size === undefined ? [] : [u64(size)]),
    ...(owned ? [u32(uid), u32(gid)] : []),
    ...(mode === undefined ? [] : [u32(mode)]),
    // Read then, too: the two go together.
    ...(seconds === undefined ? [] : [u32(seconds), u32(seconds)]),
  ])
}

/** What an answer says, from its beginning on. Throws `SftpFailure` beyond its end. */
export class Answer {
  readonly kind: number
  readonly #bytes: Buffer
  #at = 1

  /** Behind its length. */
  constructor(bytes: Buffer) {
    this.kind = bytes[0] ?? 0
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  u32(): number {
    return this.#next(4).readUInt32BE()
  }

  /** Rounded where it is beyond what a number holds exactly. */
  u64(): number {
    return Math.min(Number.MAX_SAFE_INTEGER, Number(this.#next(8).readBigUInt64BE()))
  }

  string(): Buffer {
    return this.#next(this.u32())
  }

  attributes(): SftpAttributes {
    const has = this.u32()
    const size = has & HAS.size ? this.u64() : 0
    const [uid, gid] = has & HAS.owner ? [this.u32(), this.u32()] : [0, 0]
    const mode = has & HAS.mode ? this.u32() : 0
    const [, modified] = has & HAS.times ? [this.u32(), this.u32()] : [0, 0]
    for (let more = has & HAS.more ? this.u32() : 0; more > 0; more--) {
      this.string()
      this.string()
    }
    return { size, uid, gid, mode, modifiedAt: modified * 1000 }
  }

  #next(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new SftpFailure('failed', 'its server answers less than it says')
    const bytes = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return bytes
  }
}
