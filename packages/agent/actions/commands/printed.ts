import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as moment } from 'node:timers/promises'
import { COMMAND_LIMITS } from '@hyperion/wire/actions'

/** What a command wrote before its end is read within this, unless its reader lags behind. */
const REST = { looks: 10, lookMs: 100, bytes: 1024 * 1024 } as const

type Tell = (text: string, stream?: 'err') => Promise<void>

/** Tells what a command prints, in the order that it is read, as fast as it is read; beyond the limit it is only counted, so that the command goes on. */
export class Printed {
  readonly #tell: Tell
  readonly #streams: readonly Readable[]
  readonly #closed: Promise<boolean>
  #bytes = 0
  #told = 0
  #truncated = false
  #telling = 0
  /** What was read before is told before. */
  #before: Promise<void> = Promise.resolve()

  constructor(out: Readable, err: Readable, tell: Tell) {
    this.#tell = tell
    this.#streams = [out, err]
    this.#closed = Promise.all([this.#take(out), this.#take(err, 'err')]).then(() => true)
  }

  get figures(): { readonly outputBytes: number; readonly truncated: boolean } {
    return { outputBytes: this.#bytes, truncated: this.#truncated }
  }

  /** Waits for the rest once the command is over; answers whether something else holds its output open. */
  async rest(): Promise<boolean> {
    const most = this.#bytes + REST.bytes
    for (let looks = 0; looks < REST.looks && this.#bytes < most; ) {
      if (await Promise.race([this.#closed, moment(REST.lookMs, false)])) return false
      if (this.#telling === 0) looks++
    }
    return true
  }

  close(): void {
    for (const stream of this.#streams) stream.destroy()
  }

  async #take(stream: Readable, name?: 'err'): Promise<void> {
    const decoder = new StringDecoder('utf8')
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.#bytes += chunk.length
        await this.#pass(decoder.write(chunk), chunk.length, name)
      }
      await this.#pass(decoder.end(), 0, name)
    } catch {
      // It was ended: nobody waits for the rest.
    }
  }

  async #pass(text: string, bytes: number, name?: 'err'): Promise<void> {
    if (this.#told >= COMMAND_LIMITS.outputBytes) this.#truncated ||= bytes > 0
    else if (text !== '') {
      this.#told += bytes
      this.#telling++
      try {
        const told = this.#before.then(() => this.#tell(text, name))
        this.#before = told.catch(() => {})
        await told
      } finally {
        this.#telling--
      }
    }
  }
}
