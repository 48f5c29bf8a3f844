import type { Duplex } from 'node:stream'

/** Why there was no connection onwards. */
export type TunnelProblem =
  /** The server lets nobody through. */
  | 'forbidden'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  /** There is no address of this name. */
  | 'name'
  | 'failed'

/** Rejects with `SshFailure` when the connection itself is gone. */
export type ConnectOnwards = (
  host: string,
  port: number,
) => Promise<{ readonly stream: Duplex } | { readonly problem: TunnelProblem; readonly message: string }>
