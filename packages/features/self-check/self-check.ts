import { randomBytes } from 'node:crypto'
import type { Clock } from '@hyperion/ports/clock'
import type { Finding } from '@hyperion/wire/check'
import { type Arrival, proxyFindings } from './proxy-findings.ts'

/** Goes the way that an agent takes, as `hyperion agent check` does. */
export type CheckWay = (way: {
  readonly url: URL
  readonly pin: string | null
  readonly ca: string | null
  readonly hubKey: string | null
}) => Promise<readonly Finding[]>

export interface SelfCheckDeps {
  readonly check: CheckWay
  /** Asks an address for a file of nobody's, whatever its certificate; settles when the answer is there. */
  readonly knock: (url: URL) => Promise<void>
  readonly hubKey: string
  readonly publicUrl: string | undefined
  /** Where the hub listens. */
  readonly ownUrl: () => string
  /** Of a certificate that nobody else vouches for. */
  readonly pin: () => string | null
  readonly clock: Clock
}

export interface SelfCheckResult {
  readonly url: string
  readonly checkedAt: number
  readonly findings: readonly Finding[]
}

/** Looks at the way in from outside: comes to the hub as an agent would, by the address that others use. */
export class SelfCheck {
  readonly #deps: SelfCheckDeps
  readonly #awaited = new Map<string, (arrival: Arrival) => void>()
  #running: Promise<SelfCheckResult> | null = null

  constructor(deps: SelfCheckDeps) {
    this.#deps = deps
  }

  /** One at a time: who asks meanwhile gets the same answer. */
  run(): Promise<SelfCheckResult> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** Takes in how a request of this check arrived; false for one that is none. */
  arrived(nonce: string, arrival: Arrival): boolean {
    const awaited = this.#awaited.get(nonce)
    awaited?.(arrival)
    return awaited !== undefined
  }

  async #run(): Promise<SelfCheckResult> {
    const { publicUrl, ownUrl, check, pin, hubKey, clock } = this.#deps
    const url = publicUrl ?? ownUrl()
    const findings = [...(await check({ url: new URL(url), pin: url.startsWith('https:') ? pin() : null, ca: null, hubKey }))]
    if (publicUrl === undefined) findings.unshift({ step: 'resolve', state: 'warning', code: 'no_public_url', params: {} })
    const hub = findings.find(({ code }) => code === 'hub')
    const arrival = hub && (await this.#knock(url))
    if (arrival) findings.push(...proxyFindings(new URL(url), arrival, hub.params.server ?? ''))
    return { url, checkedAt: clock.now(), findings }
  }

  /** How a request to this address arrives here; null when it does not. */
  async #knock(url: string): Promise<Arrival | null> {
    const nonce = randomBytes(32).toString('base64url')
    let arrival: Arrival | null = null
    this.#awaited.set(nonce, (seen) => {
      arrival = seen
    })
    try {
      await this.#deps.knock(new URL(`${url.replace(/\/+$/, '')}/api/agent/hub?check=${nonce}`))
      return arrival
    } finally {
      this.#awaited.delete(nonce)
    }
  }
}
