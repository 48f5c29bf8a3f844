import { encodeReport, type Report } from '@hyperion/domain/metrics'
import type { HostFrame } from '@hyperion/ports/metric-store'
import type { HostSummary } from '@hyperion/wire/web'
import { type TestApp, testApp } from '../app/index.ts'
import { type SampleFigures, sampleReport } from '../live-host/index.ts'
import { FakeAgent, type FakeAgentOptions } from './fake-agent.ts'

type AgentOptions = Omit<FakeAgentOptions, 'hub'>

/** A hub on a port of its own that agents connect to, and what it made of their reports. */
export class AgentHub {
  readonly app: TestApp
  /** `ws://…`. */
  readonly address: string
  readonly stored: HostFrame[]
  readonly evaluated: { readonly host: number; readonly report: Report }[]
  readonly #store: { write: () => Promise<void> }
  readonly #agents: FakeAgent[] = []

  private constructor(parts: Pick<AgentHub, 'app' | 'address' | 'stored' | 'evaluated'>, store: { write: () => Promise<void> }) {
    this.app = parts.app
    this.address = parts.address
    this.stored = parts.stored
    this.evaluated = parts.evaluated
    this.#store = store
  }

  static async start(): Promise<AgentHub> {
    const stored: HostFrame[] = []
    const evaluated: AgentHub['evaluated'] = []
    const store = { write: async () => {} }
    const app = await testApp({
      append: async (frames) => {
        await store.write()
        stored.push(...frames)
        return { appended: frames.length, duplicates: 0, malformed: 0 }
      },
      onReport: (host, report) => evaluated.push({ host, report }),
    })
    const address = (await app.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
    return new AgentHub({ app, address, stored, evaluated }, store)
  }

  /** What the storage does from now on, before it keeps reports. */
  storing(write: () => Promise<void>): void {
    this.#store.write = write
  }

  async newToken(minutes = 60): Promise<string> {
    return (await this.app.enrolments.create({ label: 'test', minutes, createdBy: 'admin' })).token
  }

  /** An agent that has not said anything yet. */
  stranger(options: AgentOptions = {}): FakeAgent {
    const agent = new FakeAgent({ hub: this.address, ...options })
    this.#agents.push(agent)
    return agent
  }

  async connect(options: AgentOptions): Promise<FakeAgent> {
    const agent = await FakeAgent.connect({ hub: this.address, ...options })
    this.#agents.push(agent)
    return agent
  }

  async enrol(options: AgentOptions = {}): Promise<FakeAgent> {
    return this.connect({ token: await this.newToken(), ...options })
  }

  async call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
    const headers = { authorization: `Bearer ${await this.app.token('admin')}` }
    return this.app.app.inject({ method, url, headers, ...(payload && { payload }) })
  }

  /** Of the hosts with an agent, the one that enrolled first. */
  async firstHost(): Promise<HostSummary & { readonly agent: NonNullable<HostSummary['agent']> }> {
    return (await this.call('GET', '/api/hosts')).json().hosts[1]
  }

  async close(): Promise<void> {
    for (const { socket } of this.#agents) socket.terminate()
    await this.app.close()
  }
}

/** A plausible report with these figures, as bytes. */
export function frameOf(figures: SampleFigures): Uint8Array {
  return encodeReport(sampleReport(figures))
}

/** A plausible report of this instant, as bytes. */
export function frameAt(at: number): Uint8Array {
  return frameOf({ at })
}
