import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as moment } from 'node:timers/promises'
import { COMMAND_LIMITS } from '@hyperion/wire/actions'

/** What a command wrote before its end is read within this, unless its reader lags behind. */
const REST = { looks: 10, lookMs: 100, bytes: 1024 * 1024 } as const

/** Tells what a command prints, as fast as it is read; beyond the limit it is only counted, so that the command goes on. */
export class Printed {
  readonly #tell: (text: string) => Promise<void>
  readonly #streams: readonly Readable[]
  readonly #closed: Promise<boolean>
  #bytes = 0
  #told = 0
  #truncated = false
  #telling = 0

  constructor(streams: readonly Readable[], tell: (text: string) => Promise<void>) {
    this.#tell = tell
    this.#streams = streams
    this.#closed = Promise.all(streams.map((stream) => this.#take(stream))).then(() => true)
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

  async #take(stream: Readable): Promise<void> {
    const decoder = new StringDecoder('utf8')
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.#bytes += chunk.length
        await this.#pass(decoder.write(chunk), chunk.length)
      }
      await this.#pass(decoder.end(), 0)
    } catch {
      // It was ended: nobody waits for the rest.
    }
  }

  async #pass(text: string, bytes: number): Promise<void> {
    if (this.#told >= COMMAND_LIMITS.outputBytes) this.#truncated ||= bytes > 0
    else if (text !== '') {
      this.#told += bytes
      this.#telling++
      try {
        await this.#tell(text)
      } finally {
        this.#telling--
      }
    }
  }
}
