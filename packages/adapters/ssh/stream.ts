import { Duplex } from 'node:stream'
import { SshFailure } from '@hyperion/ports/ssh'
import type { ClientChannel } from 'ssh2'

const LOST = new SshFailure('lost', 'the connection was closed')

/** A channel as a stream that can be destroyed; its connection, once it `isLost`, destroys it. */
export function streamOver(channel: ClientChannel, isLost: () => boolean): Duplex {
  let ended = false
  const stream = new Duplex({
    read: () => void channel.resume(),
    write: (chunk: Buffer, _encoding, done) => void channel.write(chunk, done),
    final(done) {
      channel.end()
      done()
    },
    destroy(error, done) {
      channel.close()
      done(error)
    },
  })
  channel.on('data', (chunk: Buffer) => {
    if (!stream.push(chunk)) channel.pause()
  })
  channel.on('end', () => {
    ended = true
    // A connection that is lost ends its channels as if all had been said, and says so of itself afterwards.
    setImmediate(() => (isLost() ? stream.destroy(LOST) : stream.push(null)))
  })
  channel.on('error', () => {})
  channel.on('close', () => {
    if (!ended) stream.destroy(LOST)
  })
  return stream
}
