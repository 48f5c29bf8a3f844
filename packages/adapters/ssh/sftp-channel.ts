import { SftpFailure, type SftpFailureKind } from '@hyperion/ports/ssh'
import type { ClientChannel } from 'ssh2'
import { oneLine } from './failures.ts'
import { Answer, ASK, messageOf, STATUS, TOLD } from './sftp-messages.ts'

/** OpenSSH ends a session over longer ones too. */
const MOST_IN_ANSWER = 256 * 1024
const VERSION = 3

const FAILURES: ReadonlyMap<number, SftpFailureKind> = new Map([
  [STATUS.missing, 'missing'],
  [STATUS.permission, 'permission'],
  [STATUS.noConnection, 'lost'],
  [STATUS.lost, 'lost'],
  [STATUS.unsupported, 'unsupported'],
])

interface Waiting {
  resolve(answer: Answer): void
  reject(failure: SftpFailure): void
}

/** Requests and answers over one channel; what is not answered when it closes fails. */
export class SftpChannel {
  readonly #channel: ClientChannel
  readonly #waiting = new Map<number, Waiting>()
  readonly #greeted = Promise.withResolvers<Answer>()
  #greeting = true
  #id = 0
  #pending: Buffer[] = []
  #pendingBytes = 0
  #failure: SftpFailure | null = null
  /** Called once, when nothing more is answered. */
  onOver = (): void => {}

  constructor(channel: ClientChannel) {
    this.#channel = channel
    this.#greeted.promise.catch(() => {})
    channel.on('data', (chunk: Buffer) => this.#take(chunk))
    channel.on('end', () => this.fail(LOST))
    channel.on('close', () => this.fail(LOST))
    channel.on('error', (error: Error) => this.fail(new SftpFailure('lost', oneLine(error.message))))
    channel.stderr.resume()
    channel.stdin.on('error', () => {})
  }

  /** The extensions of the server. */
  async greet(): Promise<ReadonlySet<string>> {
    const head = messageOf(ASK.init, VERSION)
    this.#channel.write(head)
    const answer = await this.#greeted.promise
    const extensions = new Set<string>()
    answer.u32()
    while (!answer.isAtEnd) extensions.add(`${answer.string()} ${answer.string()}`)
    return extensions
  }

  /** The answer to a request; rejects with `SftpFailure` for a status that is neither `ok` nor the end of something. */
  ask(kind: number, ...parts: readonly Buffer[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure)
      this.#id = (this.#id + 1) >>> 0
      this.#waiting.set(this.#id, { resolve, reject })
      this.#channel.write(messageOf(kind, this.#id, ...parts))
    })
  }

  fail(failure: SftpFailure): void {
    if (this.#failure) return
    this.#failure = failure
    this.#pending = []
    this.#channel.close()
    for (const { reject } of this.#waiting.values()) reject(failure)
    this.#waiting.clear()
    this.#greeted.reject(failure)
    this.onOver()
  }

  #take(chunk: Buffer): void {
    if (this.#failure) return
    this.#pending.push(chunk)
    this.#pendingBytes += chunk.length
    try {
      while (this.#next());
    } catch {
      this.fail(new SftpFailure('lost', 'its server answers with what is no SFTP'))
    }
  }

  #next(): boolean {
    if (this.#pendingBytes < 4 || this.#failure) return false
    const length = this.#head().readUInt32BE()
    if (length === 0 || length > MOST_IN_ANSWER) throw new RangeError('no length of an answer')
    if (this.#pendingBytes < 4 + length) return false
    const bytes = this.#pending.length === 1 ? (this.#pending[0] as Buffer) : Buffer.concat(this.#pending)
    const rest = bytes.subarray(4 + length)
    this.#pending = rest.length > 0 ? [rest] : []
    this.#pendingBytes = rest.length
    this.#answered(new Answer(bytes.subarray(4, 4 + length)))
    return true
  }

  #head(): Buffer {
    const [first] = this.#pending
    return first && first.length >= 4 ? first : Buffer.concat(this.#pending)
  }

  /** Throws for what can be no answer. */
  #answered(answer: Answer): void {
    if (this.#greeting) {
      if (answer.kind !== TOLD.version) throw new RangeError('no greeting')
      this.#greeting = false
      this.#greeted.resolve(answer)
      return
    }
    const id = answer.u32()
    const waiting = this.#waiting.get(id)
    if (!waiting) throw new RangeError('an answer that nothing was asked for')
    this.#waiting.delete(id)
    const failure = answer.kind === TOLD.status ? failureIn(answer) : null
    if (failure) waiting.reject(failure)
    else waiting.resolve(answer)
  }
}

export const LOST = new SftpFailure('lost', 'the connection was closed')

/** An answer that is a status stays one that tells of the end, or that all is well. */
function failureIn(answer: Answer): SftpFailure | null {
  const code = answer.u32()
  if (code === STATUS.ok || code === STATUS.end) return null
  const said = answer.isAtEnd ? '' : oneLine(answer.string().toString('utf8'))
  return new SftpFailure(FAILURES.get(code) ?? 'failed', said || `its server said ${code}`)
}
