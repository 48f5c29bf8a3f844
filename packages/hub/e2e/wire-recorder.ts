import { once } from 'node:events'
import { WebSocket, WebSocketServer } from 'ws'

/** Stands between an agent and its hub, hears all that is said, and says again what it likes. */
export class WireRecorder {
  /** Address to give to the agent. */
  readonly address: string
  /** Messages of the hub, as they were. */
  readonly heard: string[] = []
  readonly #server: WebSocketServer
  #toAgent: WebSocket | null = null
  #isCut = false

  private constructor(server: WebSocketServer, hub: string) {
    this.#server = server
    this.address = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    server.on('connection', (agent) => {
      if (this.#isCut) agent.terminate()
      else this.#join(agent, new WebSocket(`${hub.replace('http', 'ws')}/ws/agent/`))
    })
  }

  static async start(hub: string): Promise<WireRecorder> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(server, 'listening')
    return new WireRecorder(server, hub)
  }

  /** Says something to the agent in the hub's place. */
  say(message: string): void {
    this.#toAgent?.send(message)
  }

  /** Nothing gets through any more, until it is mended. */
  cut(): void {
    this.#isCut = true
    for (const client of this.#server.clients) client.terminate()
  }

  mend(): void {
    this.#isCut = false
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate()
    this.#server.close()
  }

  #join(agent: WebSocket, hub: WebSocket): void {
    this.#toAgent = agent
    const early: [Buffer, boolean][] = []
    agent.on('message', (data: Buffer, binary) => {
      if (hub.readyState === hub.OPEN) hub.send(data, { binary })
      else early.push([data, binary])
    })
    hub.on('open', () => {
      for (const [data, binary] of early) hub.send(data, { binary })
    })
    hub.on('message', (data: Buffer, binary) => {
      if (!binary) this.heard.push(String(data))
      agent.send(data, { binary })
    })
    for (const [one, other] of [
      [agent, hub],
      [hub, agent],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => other.terminate())
    }
  }
}
