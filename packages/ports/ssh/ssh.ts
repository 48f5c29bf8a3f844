import type { Duplex } from 'node:stream'
import type { SftpSession } from './sftp.ts'
import type { ConnectOnwards } from './tunnels.ts'

/** Where a server listens. */
export interface SshAddress {
  /** A name or an IP address. */
  readonly address: string
  readonly port: number
}

/** What a server proves to have. */
export interface HostKey {
  /** `ssh-ed25519`, say. */
  readonly type: string
  /** The public key in SSH's own form, base64. */
  readonly key: string
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string
}

export type SshSecret =
  | { readonly kind: 'password'; readonly password: string }
  /** Without a passphrase: see {@link SshClient.openKey}. */
  | { readonly kind: 'key'; readonly privateKey: string }

export interface SshLogin extends SshAddress {
  readonly username: string
  readonly secret: SshSecret
  /** The one that the server must have. */
  readonly hostKey: HostKey
}

export interface SshLimits {
  readonly ms: number
  /** Of what the command prints. */
  readonly bytes: number
}

export interface TerminalSize {
  readonly columns: number
  readonly rows: number
}

/** Something that runs on the other side. */
export interface SshProcess {
  /** What it prints, both streams; ends with it. The other side waits while it is not read. */
  readonly output: AsyncIterable<Uint8Array>
  /** How it ended; rejects with {@link SshFailure} when the connection did before. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly signal: string | null }>
  write(bytes: Uint8Array): void
  /** Nothing more is written. */
  end(): void
  resize(size: TerminalSize): void
  /** Lets go of it: a shell on a terminal ends. */
  close(): void
}

export interface SshConnection {
  /** What a command prints, `input` being its standard input. Rejects with {@link SshFailure}; the connection may be gone then. */
  run(command: string, input: string, limits: SshLimits): Promise<string>
  /**
   * Begins a command whose output is read while it comes, or for null a shell on a terminal of this size. Rejects with
   * {@link SshFailure}.
   */
  open(command: string | null, terminal: TerminalSize | null): Promise<SshProcess>
  /**
   * Connects to a socket of the other side, by its path and with the rights of the account. Rejects with {@link SshFailure}: `forwarding`
   * where the server does not, or nothing listens there. It is destroyed with one when the connection is lost.
   */
  connectTo(path: string): Promise<Duplex>
  /** A TCP connection that the other side makes. */
  readonly connectOnwards: ConnectOnwards
  /**
   * Files of the other side, with the rights of the account. Rejects with {@link SshFailure}: `command` where the server has none of it for
   * this account, `busy` where it has too many sessions.
   */
  sftp(): Promise<SftpSession>
  /** Settles when the connection has ended, with why unless it was `end`. */
  readonly ended: Promise<SshFailure | null>
  end(): void
}

/** All methods reject with {@link SshFailure} alone. */
export interface SshClient {
  /** A private key in a form that needs no passphrase and is quick to use. */
  openKey(text: string, passphrase: string | null): Promise<string>
  /** The key that a server shows to a stranger. */
  hostKey(address: SshAddress): Promise<HostKey>
  connect(login: SshLogin): Promise<SshConnection>
}

export type SshFailureKind =
  /** No address for this name. */
  | 'name'
  /** Nothing listens on the port. */
  | 'refused'
  | 'unreachable'
  /** No answer in time. */
  | 'timeout'
  /** What answers is no SSH server, or one with which nothing can be agreed on. */
  | 'protocol'
  /** Another host key than expected. */
  | 'host_key'
  /** The private key cannot be read. */
  | 'key'
  /** The private key is encrypted, and the passphrase missing or wrong. */
  | 'passphrase'
  /** The server does not let this user in with this secret. */
  | 'authentication'
  /** The connection ended. */
  | 'lost'
  /** The server connects to no socket of its side, or nothing listens there. */
  | 'forwarding'
  /** The server opens no more sessions over this connection. */
  | 'busy'
  /** The command did not end well. */
  | 'command'
  /** The command printed too much. */
  | 'flood'

export class SshFailure extends Error {
  override readonly name = 'SshFailure'
  readonly kind: SshFailureKind

  constructor(kind: SshFailureKind, message: string) {
    super(message)
    this.kind = kind
  }
}
