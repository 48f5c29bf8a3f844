import { userInfo } from 'node:os'
import type { ActionFromAgent, ActionFromHub, Capabilities } from '@hyperion/wire/actions'
import type { ActionDoorOptions } from './action-door-options.ts'
import { ActionLog } from './action-log.ts'
import type { ActionServer } from './action-server.ts'
import { missingAreas } from './missing-areas.ts'

/** An engine that is installed is there within this. */
const LOOK_MS = 30_000

/** Where orders come in. What carries them out is large, and most agents are never asked: it is loaded with the first order. */
export class ActionDoor {
  readonly #options: ActionDoorOptions
  readonly #record: ActionLog
  #server: Promise<ActionServer> | null = null
  #send: ((message: ActionFromAgent) => void) | null = null
  #told = ''
  #cancelLook = (): void => {}

  constructor(options: ActionDoorOptions) {
    this.#options = options
    this.#record = new ActionLog(options.recordPath, options.monotonic)
  }

  /** What this host lets itself be asked. */
  capabilities(): Capabilities {
    const { tier, roots, dockerHost, paths } = this.#options
    return {
      tier,
      user: accountName(),
      privileged: process.getuid?.() === 0,
      roots,
      lacks: missingAreas({ paths, dockerHost, tier, roots }),
    }
  }

  receive(message: ActionFromHub): void {
    this.#use((server) => server.receive(message))
  }

  connected(send: (message: ActionFromAgent) => void): void {
    this.#send = send
    this.#told = ''
    this.#look()
    if (this.#server) this.#use((server) => server.connected())
    else if (this.#record.unsettled().size > 0) this.#use(() => {})
  }

  disconnected(): void {
    this.#send = null
    this.#cancelLook()
    if (this.#server) this.#use((server) => server.disconnected())
  }

  async stop(): Promise<void> {
    this.#cancelLook()
    if (this.#server) await this.#server.then((server) => server.stop()).catch(() => {})
  }

  /** Tells what the host lets itself be asked, now and when it has become something else. */
  #look(): void {
    const capabilities = this.capabilities()
    const text = JSON.stringify(capabilities)
    if (text !== this.#told) this.#send?.({ type: 'capabilities', capabilities })
    this.#told = text
    this.#cancelLook()
    this.#cancelLook = this.#options.clock.after(LOOK_MS, () => this.#look())
  }

  /** One after the other. Nothing that the hub sends, and nothing that is missing here, ends the agent. */
  #use(what: (server: ActionServer) => void): void {
    this.#server ??= this.#open()
    const opening = this.#server
    void opening.then(what).catch((error: unknown) => {
      this.#options.log(`actions: ${error instanceof Error ? error.message : String(error)}`)
    })
    // A file that was missing during an update is there the next time.
    opening.catch(() => {
      if (this.#server === opening) this.#server = null
    })
  }

  async #open(): Promise<ActionServer> {
    const { openActions } = await import('./open-actions.ts')
    const server = openActions(this.#options, this.#record, (message) => this.#send?.(message))
    if (this.#send) server.connected()
    return server
  }
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? '')
  }
}
