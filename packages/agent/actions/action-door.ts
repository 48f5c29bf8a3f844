import { userInfo } from 'node:os'
import type { ActionFromAgent, ActionFromHub, Capabilities } from '@hyperion/wire/actions'
import type { ActionDoorOptions } from './action-door-options.ts'
import { ActionLog } from './action-log.ts'
import type { ActionServer } from './action-server.ts'
import { missingAreas } from './missing-areas.ts'

/** Where orders come in. What carries them out is large, and most agents are never asked: it is loaded with the first order. */
export class ActionDoor {
  readonly #options: ActionDoorOptions
  readonly #record: ActionLog
  #server: Promise<ActionServer> | null = null
  #send: ((message: ActionFromAgent) => void) | null = null

  constructor(options: ActionDoorOptions) {
    this.#options = options
    this.#record = new ActionLog(options.recordPath)
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
    this.#server ??= this.#open()
    void this.#server.then((server) => server.receive(message))
  }

  connected(send: (message: ActionFromAgent) => void): void {
    this.#send = send
    send({ type: 'capabilities', capabilities: this.capabilities() })
    if (this.#record.unsettled().size > 0) this.#server ??= this.#open()
    void this.#server?.then((server) => server.connected())
  }

  disconnected(): void {
    this.#send = null
    void this.#server?.then((server) => server.disconnected())
  }

  async stop(): Promise<void> {
    const server = await this.#server
    server?.stop()
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
