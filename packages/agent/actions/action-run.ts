import { ActionError } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import { ACTION_LIMITS, type ActionEvent, type Control, type Ended, type Operation } from '@hyperion/wire/actions'
import { endedBy } from './ended-by.ts'
import type { Run } from './implementation.ts'

export interface ActionRunOptions {
  readonly id: string
  readonly by: string
  readonly row: Operation<never>
  readonly send: (event: ActionEvent) => void
  readonly onEnd: (ended: Ended) => void
  readonly clock: Clock
}

/** Bytes of input that wait for whoever takes them. */
const MOST_WAITING = 4 * 1024 * 1024
/** How long something that was told to end may take for it; after that it counts as ended. */
const GRACE_MS = 5_000
/** The same without a sign of life, of what puts back what it did. */
const PUTTING_BACK_MS = 15_000

/** One order under way: hands out what comes of it no faster than it is read, and ends it when it has to end. */
export class ActionRun implements Run {
  readonly id: string
  readonly by: string
  readonly input: AsyncIterable<Uint8Array>
  readonly #options: ActionRunOptions
  readonly #abort = new AbortController()
  readonly #inputs: (Uint8Array | null)[] = []
  readonly #resized: ((columns: number, rows: number) => void)[] = []
  #inputBytes = 0
  #wakeInput: (() => void) | null = null
  #unread = 0
  #wakeOutput: (() => void) | null = null
  #seq = 0
  #unheard = false
  #cancelLate = (): void => {}
  #cancelGrace = (): void => {}
  #graceMs = GRACE_MS
  #endStuck = (): void => {}
  #over = false

  constructor(options: ActionRunOptions) {
    this.#options = options
    this.id = options.id
    this.by = options.by
    this.input = this.#read()
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  start(work: () => Promise<object>): void {
    this.#options.send({ kind: 'started' })
    this.#alive()
    void Promise.resolve()
      .then(work)
      .then(
        (result) => this.#end({ kind: 'ended', state: 'succeeded', result, error: null }),
        (error: unknown) => this.#end(this.#endOf(error)),
      )
  }

  async rows(rows: readonly object[]): Promise<void> {
    for (const part of partsOf(rows)) {
      const size = sizeOf(part)
      if (size > MOST_IN_MESSAGE) throw new ActionError('too_large', 'what there is to tell of one of them is too long')
      await this.#tell({ kind: 'rows', rows: part as Readonly<Record<string, unknown>>[] }, size)
    }
  }

  async text(text: string, stream?: 'err'): Promise<void> {
    for (let at = 0; at < text.length; ) {
      const end = at + TEXT_PART - (isCutAt(text, at + TEXT_PART) ? 1 : 0)
      const part = text.slice(at, end).toWellFormed()
      at = end
      await this.#tell({ kind: 'text', text: part, ...(stream && { stream }) }, part.length)
    }
  }

  async bytes(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += ACTION_LIMITS.outputBytes) {
      const part = bytes.subarray(at, at + ACTION_LIMITS.outputBytes)
      await this.#tell({ kind: 'bytes', bytes: Buffer.from(part.buffer, part.byteOffset, part.length).toString('base64') }, part.length)
    }
  }

  progress(done: number, total: number | null): void {
    this.#alive()
    if (this.signal.aborted && this.#graceMs > GRACE_MS) this.#beginGrace()
    if (!this.#over && !this.#unheard) this.#options.send({ kind: 'progress', done, total })
  }

  putsBack(): void {
    this.#graceMs = PUTTING_BACK_MS
  }

  onResize(listener: (columns: number, rows: number) => void): void {
    this.#resized.push(listener)
  }

  control({ seq, kind, data, bytes, columns, rows }: Control): void {
    if (seq <= this.#seq) return
    this.#seq = seq
    this.#alive()
    if (kind === 'cancel') this.abort(new ActionError('cancelled', 'it was cancelled'))
    else if (kind === 'more') this.#found(bytes ?? 0)
    else if (kind === 'end') this.#push(null)
    else if (kind === 'input') this.#push(Buffer.from(data ?? '', 'base64'))
    else if (kind === 'resize') for (const listener of this.#resized) listener(columns ?? 80, rows ?? 24)
  }

  /** Nobody reads on: what only tells ends, and what waits for input, which will not come. */
  readerGone(): void {
    const { change, interactive } = this.#options.row
    if (!change || interactive) this.abort(new ActionError('away', 'the connection to the hub was lost'))
    else {
      // Nobody will ask for more: it goes on by itself.
      this.#unheard = true
      this.#found(Number.POSITIVE_INFINITY)
    }
  }

  abort(why: ActionError): void {
    if (!this.signal.aborted && !this.#over) {
      const stuck = new ActionError(why.failure, `${why.message}; it has not stopped since`)
      this.#endStuck = () => this.#end(this.#endOf(stuck))
      this.#beginGrace()
    }
    this.#abort.abort(why)
    this.#wakeInput?.()
    this.#wakeOutput?.()
  }

  #beginGrace(): void {
    this.#cancelGrace()
    this.#cancelGrace = this.#over ? () => {} : this.#options.clock.after(this.#graceMs, this.#endStuck)
  }

  async #tell(event: ActionEvent, bytes: number): Promise<void> {
    this.signal.throwIfAborted()
    this.#alive()
    if (this.#unheard) return
    this.#options.send(event)
    this.#unread += bytes
    while (this.#unread >= ACTION_LIMITS.windowBytes) {
      await new Promise<void>((resolve) => {
        this.#wakeOutput = resolve
      })
      this.signal.throwIfAborted()
    }
  }

  #found(bytes: number): void {
    this.#unread = Math.max(0, this.#unread - bytes)
    this.#wakeOutput?.()
  }

  #push(input: Uint8Array | null): void {
    this.#inputBytes += input?.length ?? 0
    if (this.#inputBytes > MOST_WAITING) this.abort(new ActionError('too_large', 'more input came than was taken'))
    this.#inputs.push(input)
    this.#wakeInput?.()
  }

  async *#read(): AsyncGenerator<Uint8Array> {
    for (;;) {
      this.signal.throwIfAborted()
      const next = this.#inputs.shift()
      if (next === null) return
      if (next !== undefined) {
        this.#inputBytes -= next.length
        yield next
      } else {
        await new Promise<void>((resolve) => {
          this.#wakeInput = resolve
        })
      }
    }
  }

  /** A sign of life puts the end off. */
  #alive(): void {
    const { timeoutMs } = this.#options.row
    if (timeoutMs === null || this.#over) return
    this.#cancelLate()
    const late = (): void => this.abort(new ActionError('timeout', `nothing happened for ${timeoutMs / 1000} s`))
    this.#cancelLate = this.#options.clock.after(timeoutMs, late)
  }

  #endOf(error: unknown): Ended {
    const cause = this.signal.aborted && !(error instanceof ActionError) ? this.signal.reason : error
    const { failure, message } = cause instanceof ActionError ? cause : { failure: 'failed' as const, message: wordsOf(cause) }
    return endedBy(failure === 'cancelled' ? 'cancelled' : 'failed', failure, message)
  }

  #end(ended: Ended): void {
    if (this.#over) return
    this.#over = true
    this.#cancelLate()
    this.#cancelGrace()
    this.abort(new ActionError('cancelled', 'it is over'))
    const long = ended.result !== null && JSON.stringify(ended.result).length > MOST_IN_MESSAGE
    this.#options.onEnd(long ? endedBy('failed', 'too_large', 'it was done, and what came of it is too long to be told') : ended)
  }
}

const TEXT_PART = ACTION_LIMITS.outputBytes
/** Characters of JSON, some of which take three bytes: the hub ends connections over longer messages. */
const MOST_IN_MESSAGE = 4 * ACTION_LIMITS.outputBytes

/** Whether a character of two units would be cut in the middle. */
function isCutAt(text: string, at: number): boolean {
  return at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function sizeOf(rows: readonly object[]): number {
  return JSON.stringify(rows).length
}

/** As many rows as one message takes. */
function* partsOf(rows: readonly object[]): Generator<readonly object[]> {
  let part: object[] = []
  let size = 0
  for (const row of rows) {
    const length = JSON.stringify(row).length
    if (part.length > 0 && (part.length >= ACTION_LIMITS.rows || size + length > MOST_IN_MESSAGE)) {
      yield part
      part = []
      size = 0
    }
    part.push(row)
    size += length
  }
  if (part.length > 0) yield part
}
