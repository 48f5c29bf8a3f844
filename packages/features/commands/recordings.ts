import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { type Action, ActionError } from '@hyperion/domain/actions'
import { DomainError } from '@hyperion/domain/errors'
import { type Clock, every } from '@hyperion/ports/clock'
import type { ActionEvent, ControlBody } from '@hyperion/wire/actions'
import type { Recorder } from '../actions/index.ts'

export interface RecordingsDeps {
  /** Of the hub's data directory. */
  readonly folder: string
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Bytes of one recording. */
  readonly mostBytes?: number
}

export interface Recording {
  readonly path: string
  readonly bytes: number
}

const MOST_BYTES = 64 * 1024 * 1024
/** For the line that tells the end. */
const LAST_BYTES = 4096
const DAY_MS = 86_400_000
const KEPT_MS = 90 * DAY_MS
const TIDY_MS = DAY_MS / 4

/**
 * What was seen on terminals, as asciicast v2. Each part is given to the kernel before anybody sees it, so that nothing is missing but
 * what nobody saw, however the hub ends. What is typed is not kept, apart from what the terminal shows of it: passwords are not.
 */
export class Recordings {
  readonly #deps: RecordingsDeps
  readonly #stop: () => void

  constructor(deps: RecordingsDeps) {
    this.#deps = deps
    this.#stop = every(deps.clock, TIDY_MS, () => void this.tidy())
  }

  stop(): void {
    this.#stop()
  }

  /** For `Actions`: of terminals. */
  async open(action: Action): Promise<Recorder | null> {
    if (action.operation !== 'command.terminal') return null
    const { folder, clock, mostBytes = MOST_BYTES } = this.#deps
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = await open(this.#path(action.id), 'wx', 0o600)
    const { columns, rows } = action.params as { readonly columns: number; readonly rows: number }
    const recorder = new TerminalRecorder(file, clock, mostBytes)
    const timestamp = Math.floor(clock.now() / 1000)
    await recorder.head({ version: 2, width: columns, height: rows, timestamp, env: { TERM: 'xterm-256color' } })
    return recorder
  }

  /** Whether there is one still. */
  async kept(action: string): Promise<boolean> {
    return await stat(this.#path(action)).then(
      () => true,
      () => false,
    )
  }

  /** Rejects with `DomainError('not_found')`. */
  async find(action: string): Promise<Recording> {
    const path = this.#path(action)
    try {
      return { path, bytes: (await stat(path)).size }
    } catch {
      throw new DomainError('not_found', 'there is no recording of this action')
    }
  }

  /** Removes what is older than 90 days. */
  async tidy(): Promise<void> {
    const { folder, clock, log } = this.#deps
    try {
      for (const name of await readdir(folder)) {
        if (!name.endsWith('.cast')) continue
        const path = join(folder, name)
        if ((await stat(path)).mtimeMs < clock.now() - KEPT_MS) await rm(path, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log(`recordings: old ones are not removed: ${error}`)
    }
  }

  #path(action: string): string {
    return join(this.#deps.folder, `${action}.cast`)
  }
}

class TerminalRecorder implements Recorder {
  readonly #file: FileHandle
  readonly #clock: Clock
  readonly #mostBytes: number
  readonly #began: number
  readonly #decoder = new StringDecoder('utf8')
  #bytes = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(file: FileHandle, clock: Clock, mostBytes: number) {
    this.#file = file
    this.#clock = clock
    this.#mostBytes = mostBytes
    this.#began = clock.now()
  }

  head(head: object): Promise<void> {
    return this.#write(`${JSON.stringify(head)}\n`)
  }

  async event(event: ActionEvent): Promise<void> {
    if (event.kind === 'bytes') await this.#line('o', this.#decoder.write(Buffer.from(event.bytes, 'base64')))
    else if (event.kind === 'ended') {
      const { state, error } = event
      await this.#line('m', error ? `${state}: ${error.message}` : state, true).catch(() => {})
      await this.#file.close()
    }
  }

  control({ kind, columns, rows }: ControlBody): void {
    // What cannot be written now cannot be with the next output either.
    if (kind === 'resize' && columns && rows) void this.#line('r', `${columns}x${rows}`).catch(() => {})
  }

  async #line(kind: 'o' | 'r' | 'm', data: string, last = false): Promise<void> {
    if (data === '') return
    const seconds = (this.#clock.now() - this.#began) / 1000
    await this.#write(`${JSON.stringify([seconds, kind, data])}\n`, last)
  }

  #write(text: string, last = false): Promise<void> {
    const bytes = Buffer.from(text)
    // What ends it has room at any rate.
    const most = this.#mostBytes + (last ? LAST_BYTES : 0)
    if (this.#bytes + bytes.length > most) return Promise.reject(new ActionError('too_large', 'the recording is full'))
    this.#bytes += bytes.length
    const written = this.#writing.then(async () => void (await this.#file.appendFile(bytes)))
    // The next one tells by itself whether it can be written.
    this.#writing = written.catch(() => {})
    return written
  }
}
