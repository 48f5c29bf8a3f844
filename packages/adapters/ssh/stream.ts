import { Duplex } from 'node:stream'
import { SshFailure } from '@hyperion/ports/ssh'
import type { ClientChannel } from 'ssh2'

/** A channel as a stream that can be destroyed; its other end, lost without a goodbye, destroys it. */
export function streamOver(channel: ClientChannel): Duplex {
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
    stream.push(null)
  })
  channel.on('error', () => {})
  channel.on('close', () => {
    if (!ended) stream.destroy(new SshFailure('lost', 'the connection was closed'))
  })
  return stream
}
