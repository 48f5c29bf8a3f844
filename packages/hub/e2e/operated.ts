import { once } from 'node:events'
import type { OperationMessage } from '@hyperion/wire/web'
import { WebSocket } from 'ws'
import type { HubProcess } from './hub-process.ts'

/** How something that a host was asked for went, as a client of the socket sees it. */
export interface Operated {
  readonly rows: readonly Record<string, unknown>[]
  /** Of bytes too. */
  readonly text: string
  /** `succeeded`, another end of an action, or `error` where it was not begun. */
  readonly state: string
  readonly result: Record<string, unknown> | null
  readonly failure: string | null
  readonly message: string | null
}

export interface Operating {
  readonly hub: HubProcess
  readonly token: string
  readonly host: number
}

export interface OperateOptions {
  /** What was told is enough then: it is cancelled. */
  readonly until?: (so: Pick<Operated, 'rows' | 'text'>) => boolean
  /** What is sent in once it has begun. */
  readonly input?: string
}

/** Has a host do something of the catalog, over the socket for that. */
export async function operate(
  { hub, token, host }: Operating,
  operation: string,
  params: object,
  { until = () => false, input = '' }: OperateOptions = {},
): Promise<Operated> {
  const socket = new WebSocket(`${hub.base.replace('http', 'ws')}/ws/operations/`, { headers: { authorization: `Bearer ${token}` } })
  await once(socket, 'open')
  const so = { rows: [] as Record<string, unknown>[], text: '' }
  const over = new Promise<Operated>((resolve, reject) => {
    socket.on('close', () => reject(new Error(`the socket was closed during ${operation}`)))
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as OperationMessage
      if (message.type === 'rows') so.rows.push(...(message.rows as Record<string, unknown>[]))
      if (message.type === 'text') so.text += message.text
      if (message.type === 'bytes') so.text += Buffer.from(message.bytes, 'base64').toString('utf8')
      if (message.type === 'begun' && input !== '')
        socket.send(JSON.stringify({ type: 'input', ref: 1, data: Buffer.from(input).toString('base64') }))
      if (message.type === 'error') resolve({ ...so, state: 'error', result: null, ...reasonOf(message.error) })
      if (message.type === 'ended') resolve({ ...so, ...endOf(message) })
      else if (until(so)) socket.send(JSON.stringify({ type: 'cancel', ref: 1 }))
    })
  })
  socket.send(JSON.stringify({ type: 'start', ref: 1, host, operation, params, reason: 'a test' }))
  try {
    return await over
  } finally {
    socket.removeAllListeners('close')
    socket.terminate()
  }
}

function reasonOf({ message, details }: { readonly message: string; readonly details: object }) {
  return { failure: (details as { readonly reason?: readonly string[] }).reason?.[0] ?? null, message }
}

function endOf({ state, result, error }: Extract<OperationMessage, { readonly type: 'ended' }>) {
  return { state, result: result as Record<string, unknown> | null, failure: error?.failure ?? null, message: error?.message ?? null }
}
