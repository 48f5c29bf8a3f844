/** Absolute. Names are bytes: a string stands for its UTF-8. */
export type SftpPath = string | Uint8Array

export interface SftpAttributes {
  /** In bytes. */
  readonly size: number
  /** Epoch ms, of whole seconds. */
  readonly modifiedAt: number
  /** Kind and permission bits, as the kernel has them. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

export interface SftpEntry {
  readonly name: Uint8Array
  readonly attributes: SftpAttributes
  /** The line of `ls -l` for it; empty where the server gives none. */
  readonly line: string
}

/** Attributes that are to be set; what is left out stays. */
export interface SftpChange {
  readonly mode?: number
  /** Goes with `gid`. */
  readonly uid?: number
  readonly gid?: number
  /** In bytes. */
  readonly size?: number
  /** Epoch ms; whole seconds are kept. */
  readonly modifiedAt?: number
}

export interface SftpSpace {
  readonly freeBytes: number
  readonly totalBytes: number
  /** Of the file system as a whole. */
  readonly readOnly: boolean
}

export interface SftpFile {
  /** As many bytes as there are, up to `length`; none at the end. Several requests are on the way at once. */
  read(at: number, length: number): Promise<Uint8Array>
  write(bytes: Uint8Array, at: number): Promise<void>
  stat(): Promise<SftpAttributes>
  change(change: SftpChange): Promise<void>
  /** Outlives a power cut; does nothing where the server cannot say so. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** Files of the other side. All methods reject with {@link SftpFailure}. */
export interface SftpSession {
  /** Without links. Of the home folder for `.`. */
  realPath(path: SftpPath): Promise<Uint8Array>
  stat(path: SftpPath): Promise<SftpAttributes>
  /** Of a link itself. */
  lstat(path: SftpPath): Promise<SftpAttributes>
  readLink(path: SftpPath): Promise<Uint8Array>
  /** In parts, in no order, without `.` and `..`. */
  list(path: SftpPath): AsyncGenerator<readonly SftpEntry[], void, undefined>
  /**
   * `create`: for writing and reading, where nothing is yet, for the account alone. A server may wait for ever with a FIFO or a device, and
   * do nothing else meanwhile: look first.
   */
  open(path: SftpPath, how: 'read' | 'edit' | 'create'): Promise<SftpFile>
  makeFolder(path: SftpPath, mode: number): Promise<void>
  remove(path: SftpPath): Promise<void>
  removeFolder(path: SftpPath): Promise<void>
  makeLink(path: SftpPath, target: SftpPath): Promise<void>
  /** A second name of the same file, where nothing is. */
  link(path: SftpPath, as: SftpPath): Promise<void>
  /** Fails where something is. */
  rename(from: SftpPath, to: SftpPath): Promise<void>
  /** Takes the place of what is there, at once. */
  replace(from: SftpPath, to: SftpPath): Promise<void>
  /** Follows links. */
  change(path: SftpPath, change: SftpChange): Promise<void>
  /** Null where the server does not say. */
  space(path: SftpPath): Promise<SftpSpace | null>
  /** What is under way fails as `lost`. */
  end(): void
}

export type SftpFailureKind = 'missing' | 'permission' | 'unsupported' | 'lost' | 'failed'

/** What a server said; it has one word, `failed`, for what is there already, a full disk and much more. */
export class SftpFailure extends Error {
  override readonly name = 'SftpFailure'
  readonly kind: SftpFailureKind

  constructor(kind: SftpFailureKind, message: string) {
    super(message)
    this.kind = kind
  }
}
