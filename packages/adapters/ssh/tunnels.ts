import { type ConnectOnwards, SshFailure, type TunnelProblem } from '@hyperion/ports/ssh'
import type { Client, ClientChannel } from 'ssh2'
import { oneLine } from './failures.ts'

/** Of RFC 4254. */
const PROHIBITED = 1

const PROBLEMS: readonly (readonly [RegExp, TunnelProblem])[] = [
  [/refused/i, 'refused'],
  [/timed out/i, 'timeout'],
  [/not known|name or service|no address|resolution/i, 'name'],
  [/unreachable|no route/i, 'unreachable'],
]

/** Connections that the server of a connection makes (`direct-tcpip`). */
export function tunnelsOver(client: Client): ConnectOnwards {
  return (host, port) =>
    new Promise((resolve, reject) => {
      const opened = (error: (Error & { reason?: unknown }) | undefined, stream: ClientChannel): void => {
        if (!error) resolve({ stream })
        else if (error.reason === undefined) reject(new SshFailure('lost', oneLine(error.message)))
        else resolve({ problem: problemOf(error), message: oneLine(error.message.replace(/^\(SSH\) Channel open failure: /, '')) })
      }
      try {
        client.forwardOut('127.0.0.1', 0, host, port, opened)
      } catch (error) {
        reject(new SshFailure('lost', oneLine(String(error))))
      }
    })
}

function problemOf({ reason, message }: { readonly reason?: unknown; readonly message: string }): TunnelProblem {
  if (Number(reason) === PROHIBITED || /prohibited/i.test(message)) return 'forbidden'
  return PROBLEMS.find(([words]) => words.test(message))?.[1] ?? 'failed'
}
