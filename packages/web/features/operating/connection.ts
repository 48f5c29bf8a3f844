import type { OperationMessage, OperationRequest } from '@hyperion/wire/web'

/** What comes of one operation, in order; after `ended`, `refused` or `lost` nothing does. */
export interface OperationEvents {
  begun?(message: Extract<OperationMessage, { type: 'begun' }>): void
  rows?(rows: readonly object[]): void
  /** `stream`: that of errors; undefined for the usual one. */
  text?(text: string, stream?: 'err'): void
  bytes?(bytes: Uint8Array): void
  progress?(done: number, total: number | null): void
  ended(message: Extract<OperationMessage, { type: 'ended' }>): void
  /** It could not be asked for. */
  refused(error: Extract<OperationMessage, { type: 'error' }>['error']): void
  /** The connection to the hub is gone. */
  lost(): void
}

export interface RunningOperation {
  /** At most 32 KiB at once. */
  input(bytes: Uint8Array): void
  end(): void
  resize(columns: number, rows: number): void
  cancel(): void
}

type Start = Omit<Extract<OperationRequest, { type: 'start' }>, 'ref'> | Omit<Extract<OperationRequest, { type: 'attach' }>, 'ref'>

const IDLE_MS = 30_000

/** The one socket over which hosts are operated: opened with the first operation, closed a while after the last. */
class OperationConnection {
  readonly #open: () => WebSocket
  readonly #runs = new Map<number, OperationEvents>()
  #socket: WebSocket | null = null
  #waiting: string[] = []
  #refs = 0
  #idle: ReturnType<typeof setTimeout> | undefined

  constructor(open: () => WebSocket) {
    this.#open = open
  }

  run(start: Start, events: OperationEvents): RunningOperation {
    const ref = ++this.#refs
    this.#runs.set(ref, events)
    clearTimeout(this.#idle)
    this.#send({ ...start, ref } as OperationRequest)
    const whileRunning = (request: OperationRequest): void => {
      if (this.#runs.has(ref)) this.#send(request)
    }
    return {
      input: (bytes) => whileRunning({ type: 'input', ref, data: base64Of(bytes) }),
      end: () => whileRunning({ type: 'end', ref }),
      resize: (columns, rows) => whileRunning({ type: 'resize', ref, columns, rows }),
      cancel: () => whileRunning({ type: 'cancel', ref }),
    }
  }

  #send(request: OperationRequest): void {
    const text = JSON.stringify(request)
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text)
    else {
      this.#waiting.push(text)
      this.#socket ??= this.#connect()
    }
  }

  #connect(): WebSocket {
    const socket = this.#open()
    socket.onopen = () => {
      for (const text of this.#waiting) socket.send(text)
      this.#waiting = []
    }
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(String(data)) as OperationMessage)
    socket.onclose = () => {
      if (this.#socket === socket) this.#lost()
    }
    return socket
  }

  #receive(message: OperationMessage): void {
    const events = this.#runs.get(message.ref)
    if (!events) return
    if (message.type === 'ended' || message.type === 'error') this.#over(message.ref)
    if (message.type === 'begun') events.begun?.(message)
    else if (message.type === 'rows') events.rows?.(message.rows)
    else if (message.type === 'text') events.text?.(message.text, message.stream)
    else if (message.type === 'bytes') events.bytes?.(bytesOf(message.bytes))
    else if (message.type === 'progress') events.progress?.(message.done, message.total)
    else if (message.type === 'ended') events.ended(message)
    else events.refused(message.error)
  }

  #over(ref: number): void {
    this.#runs.delete(ref)
    if (this.#runs.size > 0) return
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#letGo(), IDLE_MS)
  }

  /** What is asked from now on goes over another one: this one is on its way out. */
  #letGo(): void {
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #lost(): void {
    const runs = [...this.#runs.values()]
    this.#socket = null
    this.#waiting = []
    this.#runs.clear()
    for (const events of runs) events.lost()
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

/** Of the signed-in user of this page. */
export const operations = new OperationConnection(() => {
  const { protocol, host } = window.location
  return new WebSocket(`${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/ws/operations/`)
})
