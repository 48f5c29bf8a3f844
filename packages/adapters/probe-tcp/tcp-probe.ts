import { connect, isIP } from 'node:net'
import type { ReachProbe, Reply } from '@hyperion/ports/reach'

export interface TcpProbeOptions {
  /** All are tried at once: a firewall may drop one and not another. */
  readonly ports?: readonly number[]
  readonly timeoutMs?: number
}

/** SSH and the web: what firewalls let through, or refuse, most often. */
const PORTS = [22, 443]
const TIMEOUT_MS = 3_000
/** The kernel of the machine said no: it is there. */
const REFUSALS: ReadonlySet<string | undefined> = new Set(['ECONNREFUSED', 'ECONNRESET'])

/** Opens TCP connections and closes them at once: unlike an ICMP echo that takes no privilege. */
export function tcpProbe({ ports = PORTS, timeoutMs = TIMEOUT_MS }: TcpProbeOptions = {}): ReachProbe {
  return {
    ask: async (address) => {
      if (isIP(address) === 0) return 'silent'
      return new Promise((resolve) => {
        let left = ports.length
        for (const port of ports) {
          void knock(address, port, timeoutMs).then((reply) => {
            left--
            if (reply === 'answers' || left === 0) resolve(reply)
          })
        }
      })
    },
  }
}

function knock(host: string, port: number, timeoutMs: number): Promise<Reply> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const done = (reply: Reply): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reply)
    }
    const timer = setTimeout(() => done('silent'), timeoutMs)
    socket.on('connect', () => done('answers'))
    socket.on('error', (error: NodeJS.ErrnoException) => done(REFUSALS.has(error.code) ? 'answers' : 'silent'))
  })
}
