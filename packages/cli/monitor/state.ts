import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Told } from './changes.ts'
import { isHubAlert } from './hub.ts'

interface StateContent {
  readonly version: 1
  readonly destinations: Readonly<Record<string, Told>>
}

const EMPTY: StateContent = { version: 1, destinations: {} }
const PRIVATE_FOLDER = 0o700
const PRIVATE_FILE = 0o600

/** What was told to one webhook about one hub; a file may hold several. Without it everything is told again. */
export class MonitorState {
  readonly #file: string
  readonly #key: string
  #content: StateContent

  private constructor(file: string, key: string, content: StateContent) {
    this.#file = file
    this.#key = key
    this.#content = content
  }

  /** A file that cannot be understood is reported to `warn` and counts as empty. */
  static read(file: string, hub: URL, webhook: URL | undefined, warn: (message: string) => void): MonitorState {
    // The webhook's address is a secret, so the file has a hash of it.
    const key = createHash('sha256').update(`${hub.href}\n${webhook?.href}`).digest('hex')
    try {
      return new MonitorState(file, key, parsed(readFileSync(file, 'utf8')))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT') warn(`cannot read what was sent before from ${file} (${code ?? 'damaged'}): present alerts are sent again`)
      return new MonitorState(file, key, EMPTY)
    }
  }

  get told(): Told {
    return this.#content.destinations[this.#key] ?? {}
  }

  /** Written beside and moved into place, so that a crash leaves the old or the new. */
  async write(told: Told): Promise<void> {
    this.#content = { version: 1, destinations: { ...this.#content.destinations, [this.#key]: told } }
    mkdirSync(dirname(this.#file), { recursive: true, mode: PRIVATE_FOLDER })
    const beside = `${this.#file}.${process.pid}.tmp`
    try {
      const handle = await open(beside, 'w', PRIVATE_FILE)
      try {
        await handle.writeFile(`${JSON.stringify(this.#content, null, 2)}\n`)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(beside, this.#file)
    } finally {
      await rm(beside, { force: true })
    }
  }
}

function parsed(text: string): StateContent {
  const content: unknown = JSON.parse(text)
  if (!isStateContent(content)) throw new Error('not a state file')
  return content
}

function isStateContent(content: unknown): content is StateContent {
  if (typeof content !== 'object' || content === null) return false
  const { version, destinations } = content as Partial<Record<string, unknown>>
  if (version !== 1 || typeof destinations !== 'object' || destinations === null) return false
  return Object.values(destinations).every(isTold)
}

function isTold(told: unknown): told is Told {
  if (typeof told !== 'object' || told === null) return false
  return Object.entries(told).every(([type, alert]) => isHubAlert(alert) && alert.type === type)
}
