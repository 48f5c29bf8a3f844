import { PassThrough } from 'node:stream'
import { type SshConnection, SshFailure, type SshLimits, type SshProcess } from '@hyperion/ports/ssh'
import type { Client, ClientChannel } from 'ssh2'
import { failureOf, oneLine } from './failures.ts'
import { openSftp } from './sftp.ts'
import { streamOver } from './stream.ts'
import { tunnelsOver } from './tunnels.ts'

const COMPLAINT_BYTES = 2048
const CLOSED = new SshFailure('lost', 'the connection was closed')

/** A connection of somebody who is signed in. */
export function connectionOver(client: Client, connectMs: number): SshConnection {
  let wanted = false
  let over = false
  const ended = new Promise<SshFailure | null>((resolve) => {
    client.on('error', (error) => {
      resolve(failureOf(error, connectMs))
      client.destroy()
    })
    client.on('close', () => resolve(wanted ? null : CLOSED))
  })
  // Not a reaction to `ended` for each: those would be kept, with all that was printed, as long as the connection.
  const underWay = new Set<{ fail(failure: SshFailure): void }>()
  void ended.then((failure) => {
    over = true
    for (const run of underWay) run.fail(failure ?? CLOSED)
  })
  return {
    ended,
    run(command, input, limits) {
      return new Promise<string>((resolve, reject) => {
        const run: Run = new Run(client, limits, (result) => {
          underWay.delete(run)
          if (result instanceof SshFailure) reject(result)
          else resolve(result)
        })
        underWay.add(run)
        try {
          client.exec(command, (error, channel) => {
            if (error) run.fail(new SshFailure('command', oneLine(error.message)))
            else run.over(channel, input)
          })
        } catch (error) {
          run.fail(new SshFailure('lost', oneLine(String(error))))
        }
      })
    },
    open(command, terminal) {
      return new Promise((resolve, reject) => {
        const opened = (error: Error | undefined, channel: ClientChannel): void => {
          if (error) reject(new SshFailure('command', oneLine(error.message)))
          else resolve(processOver(channel, ended))
        }
        const pty = terminal && { term: 'xterm-256color', cols: terminal.columns, rows: terminal.rows }
        try {
          if (command === null) client.shell(pty ?? false, opened)
          else client.exec(command, pty ? { pty } : {}, opened)
        } catch (error) {
          reject(new SshFailure('lost', oneLine(String(error))))
        }
      })
    },
    connectTo(path) {
      return channelOf(underWay, (opened) =>
        client.openssh_forwardOutStreamLocal(path, (error, channel) =>
          opened(error && new SshFailure('forwarding', oneLine(error.message)), () => streamOver(channel, () => over)),
        ),
      )
    },
    connectOnwards: tunnelsOver(client),
    async sftp() {
      const channel = await channelOf<ClientChannel>(underWay, (opened) =>
        client.subsys('sftp', (error, given) => opened(error && noSftp(error), () => given)),
      )
      return openSftp(channel, underWay, connectMs)
    },
    end() {
      wanted = true
      client.end()
      client.destroy()
    },
  }
}

/** A server has so many sessions for one connection (`MaxSessions`, 10 unless it is told otherwise). */
function noSftp(error: Error & { readonly reason?: unknown }): SshFailure {
  if (error.reason === undefined) return new SshFailure('command', 'its server has no SFTP')
  return new SshFailure('busy', 'its server opens no more sessions over one connection (MaxSessions of sshd)')
}

/** What is opened over a connection; a connection that ends before answers nothing by itself. */
function channelOf<T>(
  underWay: Set<{ fail(failure: SshFailure): void }>,
  begin: (opened: (failure: SshFailure | undefined, make: () => T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const waiting = {
      fail(failure: SshFailure) {
        underWay.delete(waiting)
        reject(failure)
      },
    }
    underWay.add(waiting)
    try {
      begin((failure, make) => {
        if (failure) return waiting.fail(failure)
        underWay.delete(waiting)
        resolve(make())
      })
    } catch (error) {
      waiting.fail(new SshFailure('lost', oneLine(String(error))))
    }
  })
}

function processOver(channel: ClientChannel, gone: Promise<SshFailure | null>): SshProcess {
  const output = new PassThrough()
  // What is not read is not asked for.
  channel.pipe(output, { end: false })
  channel.stderr.pipe(output, { end: false })
  const ended = new Promise<Awaited<SshProcess['ended']>>((resolve, reject) => {
    let exit: Awaited<SshProcess['ended']> | null = null
    channel.on('exit', (code: number | null, signal?: string) => {
      exit = { exitCode: code, signal: signal ?? null }
    })
    channel.on('close', () => {
      output.end()
      if (exit) resolve(exit)
      else void gone.then((failure) => reject(failure ?? CLOSED))
      // A shell that was let go tells nothing of its end.
      setImmediate(() => resolve({ exitCode: null, signal: 'HUP' }))
    })
    channel.on('error', (error: Error) => reject(new SshFailure('lost', oneLine(error.message))))
  })
  ended.catch(() => output.end())
  channel.stdin.on('error', () => {})
  return {
    output,
    ended,
    write: (bytes) => void channel.write(bytes),
    end: () => void channel.end(),
    resize: ({ columns, rows }) => channel.setWindow(rows, columns, 0, 0),
    close: () => channel.close(),
  }
}

/** One command, within its bounds. */
class Run {
  readonly #client: Client
  readonly #limits: SshLimits
  readonly #settle: (result: string | SshFailure) => void
  readonly #timer: NodeJS.Timeout
  readonly #output: Buffer[] = []
  #bytes = 0
  #complaint = ''
  #over = false

  constructor(client: Client, limits: SshLimits, settle: (result: string | SshFailure) => void) {
    this.#client = client
    this.#limits = limits
    this.#settle = settle
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
    this.#end(failure)
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
    else this.#end(output)
  }

  /** The first end counts. */
  #end(result: string | SshFailure): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#timer)
    this.#settle(result)
  }
}

function endOf(code: number | null | undefined, signal: string | undefined, said: string): SshFailure {
  if (code == null && !signal) return CLOSED
  const how = signal ? `it was ended by ${signal}` : `it ended with ${code}`
  const words = oneLine(said)
  return new SshFailure('command', words === '' ? how : `${how}: ${words}`)
}
