import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'

/** A port of loopback, or the path of a socket. */
type Place = { readonly port: number; readonly host: '127.0.0.1' } | { readonly path: string }

/** Passes what arrives at one place on to another, both ways, until it is closed. Port 0 is a free one. */
export async function passOn(from: Place, to: Place): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const onwards = connect({ ...to, allowHalfOpen: true })
    for (const [one, other] of [
      [socket, onwards],
      [onwards, socket],
    ] as const) {
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  server.listen(from)
  await once(server, 'listening')
  return server
}
