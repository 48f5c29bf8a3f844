import { type SshConnection, SshFailure, type SshLimits } from '@hyperion/ports/ssh'
import type { Client, ClientChannel } from 'ssh2'
import { failureOf, oneLine } from './failures.ts'

const COMPLAINT_BYTES = 2048

/** A connection of somebody who is signed in. */
export function connectionOver(client: Client, connectMs: number): SshConnection {
  let wanted = false
  const ended = new Promise<SshFailure | null>((resolve) => {
    client.on('error', (error) => {
      resolve(failureOf(error, connectMs))
      client.destroy()
    })
    client.on('close', () => resolve(wanted ? null : new SshFailure('lost', 'the connection was closed')))
  })
  return {
    ended,
    run(command, input, limits) {
      return new Promise((resolve, reject) => {
        const run = new Run(client, limits, resolve, reject)
        void ended.then((failure) => run.fail(failure ?? new SshFailure('lost', 'the connection was closed')))
        try {
          client.exec(command, (error, channel) =>
            error ? run.fail(new SshFailure('command', oneLine(error.message))) : run.over(channel, input),
          )
        } catch (error) {
          run.fail(new SshFailure('lost', oneLine(String(error))))
        }
      })
    },
    end() {
      wanted = true
      client.end()
      client.destroy()
    },
  }
}

/** One command, within its bounds. */
class Run {
  readonly #client: Client
  readonly #limits: SshLimits
  readonly #resolve: (output: string) => void
  readonly #reject: (failure: SshFailure) => void
  readonly #timer: NodeJS.Timeout
  readonly #output: Buffer[] = []
  #bytes = 0
  #complaint = ''
  #over = false

  constructor(client: Client, limits: SshLimits, resolve: (output: string) => void, reject: (failure: SshFailure) => void) {
    this.#client = client
    this.#limits = limits
    this.#resolve = resolve
    this.#reject = reject
    this.#timer = setTimeout(() => this.#cutOff('timeout', `no complete answer within ${limits.ms / 1000} s`), limits.ms)
    this.#timer.unref()
  }

  over(channel: ClientChannel, input: string): void {
    channel.on('data', (chunk: Buffer) => this.#take(chunk))
    channel.stderr.on('data', (chunk: Buffer) => {
      if (this.#complaint.length < COMPLAINT_BYTES) this.#complaint += chunk.toString('utf8')
    })
    channel.on('error', (error: Error) => this.fail(new SshFailure('lost', oneLine(error.message))))
    channel.on('close', (code?: number | null, signal?: string) => this.#finished(code, signal))
    // A command that takes no input may be gone before it was read.
    channel.stdin.on('error', () => {})
    channel.end(input)
  }

  fail(failure: SshFailure): void {
    if (this.#end()) this.#reject(failure)
  }

  /** What does not keep within its bounds is not listened to any longer. */
  #cutOff(kind: 'timeout' | 'flood', message: string): void {
    if (this.#over) return
    this.fail(new SshFailure(kind, message))
    this.#client.destroy()
  }

  #take(chunk: Buffer): void {
    if (this.#over) return
    this.#bytes += chunk.length
    if (this.#bytes > this.#limits.bytes) this.#cutOff('flood', `it prints more than ${this.#limits.bytes / 1024} KiB`)
    else this.#output.push(chunk)
  }

  #finished(code: number | null | undefined, signal: string | undefined): void {
    const output = Buffer.concat(this.#output).toString('utf8')
    if (code !== 0) this.fail(endOf(code, signal, this.#complaint || output))
    else if (this.#end()) this.#resolve(output)
  }

  /** Whether this is the first end. */
  #end(): boolean {
    if (this.#over) return false
    this.#over = true
    clearTimeout(this.#timer)
    return true
  }
}

function endOf(code: number | null | undefined, signal: string | undefined, said: string): SshFailure {
  if (code == null && !signal) return new SshFailure('lost', 'the connection was closed')
  const how = signal ? `it was ended by ${signal}` : `it ended with ${code}`
  const words = oneLine(said)
  return new SshFailure('command', words === '' ? how : `${how}: ${words}`)
}
