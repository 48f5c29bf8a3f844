import { createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tier } from '@hyperion/domain/actions'
import { TestClock } from '@hyperion/testkit/clock'
import { type ActionEvent, type ActionFromAgent, type Control, type Ended, type Order, signedText } from '@hyperion/wire/actions'
import { ActionLog } from './action-log.ts'
import { ActionServer } from './action-server.ts'
import type { Implementations, Run } from './implementation.ts'

interface Keys {
  readonly key: string
  readonly secret: KeyObject
}

function newKeys(): Keys {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { key: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(12).toString('base64url'), secret: privateKey }
}

export const HUB = newKeys()
export const OTHER_HUB = newKeys()
export const AGENT = newKeys()
export const OTHER_AGENT = newKeys()
export const SIGNAL = { pid: 7, startedAt: 1000, command: 'sleep 60', signal: 'TERM' }
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

export let folder: string
export let clock: TestClock
export let agent: Bench

/** A fresh agent in a folder of its own; at another tier. */
export function renew(tier?: Tier): void {
  folder = mkdtempSync(join(tmpdir(), 'hyperion-actions-'))
  clock = new TestClock()
  agent = new Bench(tier)
}

/** The agent's end of a line, with the hub's played by the test. */
export class Bench {
  readonly told: ActionFromAgent[] = []
  readonly runs: Run[] = []
  readonly path = join(folder, 'actions.log')
  readonly server: ActionServer
  /** What the operations do. */
  work: (run: Run) => Promise<object> = async () => ({ ended: true })

  constructor(tier: Tier = 'operate') {
    const monotonic = () => clock.now()
    const carry = async (_: object, run: Run): Promise<object> => {
      this.runs.push(run)
      return this.work(run)
    }
    this.server = new ActionServer({
      agentKey: AGENT.key,
      hubKey: HUB.key,
      tier,
      implementations: { 'process.list': carry, 'process.signal': carry } as unknown as Implementations,
      record: new ActionLog(this.path, monotonic),
      send: (message) => this.told.push(message),
      monotonic,
      clock,
    })
    this.server.connected()
  }

  ticket(): string | null {
    this.server.receive({ type: 'ticket', ask: 1 })
    const told = this.told.pop()
    return told?.type === 'ticket' ? told.ticket : null
  }

  order(parts: Partial<Order> = {}): Order {
    return {
      agent: AGENT.key,
      ticket: parts.ticket ?? this.ticket() ?? '',
      id: randomUUID(),
      operation: 'process.signal',
      params: SIGNAL,
      by: { user: 'admin', address: '192.0.2.1' },
      reason: 'it hangs',
      approvedBy: null,
      ...parts,
    }
  }

  /** What it signs may be another text, or signed by somebody else. */
  give(order: Order, { by = HUB, text = JSON.stringify(order), kind = 'order' as 'order' | 'control' } = {}): string {
    const signature = sign(null, signedText(kind, JSON.stringify(order)), by.secret).toString('base64url')
    this.server.receive({ type: 'order', order: text, signature })
    return order.id
  }

  control(id: string, seq: number, body: Omit<Control, 'agent' | 'id' | 'seq'>, by = HUB): void {
    const text = JSON.stringify({ agent: AGENT.key, id, seq, ...body })
    const signature = sign(null, signedText('control', text), by.secret).toString('base64url')
    this.server.receive({ type: 'control', control: text, signature })
  }

  events(id: string): ActionEvent[] {
    return this.told.flatMap((each) => (each.type === 'event' && each.id === id ? [each.event] : []))
  }

  end(id: string): Ended | undefined {
    return this.events(id).find((event): event is Ended => event.kind === 'ended')
  }

  lines(): { what: string; id?: string; why?: string; order?: string }[] {
    return existsSync(this.path)
      ? readFileSync(this.path, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line))
      : []
  }
}
