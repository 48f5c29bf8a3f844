import type { ActionView, OperationMessage, OperationRequest } from '@hyperion/wire/web'
import { OPERATION_LIMITS, RUN_LIMITS } from './operation-sockets.ts'
import { CLOSE, SOCKET_LIMITS } from './user-sockets.ts'

interface Example<M> {
  readonly says: string
  readonly example: M
}

type Examples<M extends { readonly type: string }> = { readonly [T in M['type']]: Example<Extract<M, { readonly type: T }>> }

const ACTION = '0b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'

/** Each message that a client may send, with an example. */
export const REQUEST_EXAMPLES: Examples<Exclude<OperationRequest, { type: 'end' | 'cancel' }>> & {
  readonly [T in 'end' | 'cancel']: Example<OperationRequest>
} = {
  start: {
    says: 'Begin an operation of the catalog. A change takes a `reason` (3 to 1000 characters), and may name the `incident` it is done for.',
    example: { type: 'start', ref: 1, host: 1, operation: 'command.terminal', params: { columns: 80, rows: 24 }, reason: 'INC-A1B2C3' },
  },
  attach: {
    says: 'Read on with an action, begun here or anywhere else, from the end of what it printed before. Who did not ask for it may cancel it, and not feed it.',
    example: { type: 'attach', ref: 2, action: ACTION },
  },
  input: { says: 'What is typed, or a part of a file: base64 of at most 32 KiB.', example: { type: 'input', ref: 1, data: 'bHMK' } },
  resize: { says: 'The size of a terminal.', example: { type: 'resize', ref: 1, columns: 120, rows: 40 } },
  end: { says: 'The input is over.', example: { type: 'end', ref: 1 } },
  cancel: { says: 'Cancel it on the host.', example: { type: 'cancel', ref: 1 } },
}

/** Each message that the hub may send, with an example. */
export const MESSAGE_EXAMPLES: Examples<OperationMessage> = {
  begun: {
    says: 'It was asked for. `action` is null for what changes nothing, else as `GET /api/actions/{action}` tells it; one that waits for a second person is `awaiting_approval`, and begun anew with `attach` where it takes input.',
    example: { type: 'begun', ref: 1, action: null as ActionView | null },
  },
  rows: {
    says: 'A part of a list.',
    example: { type: 'rows', ref: 1, rows: [{ descriptor: 3, kind: 'file', path: '/var/log/nginx/access.log', deleted: false }] },
  },
  text: {
    says: 'What it printed. With `"stream":"err"` it is what a command prints as an error; without, it is standard output, and all of it where a host does not tell them apart.',
    example: { type: 'text', ref: 1, text: 'nginx.service restarted\n' },
  },
  bytes: { says: 'Bytes of a file, or what a terminal shows, in base64.', example: { type: 'bytes', ref: 1, bytes: 'SGVsbG8gdGhlcmUK' } },
  progress: {
    says: 'How far it got; `total` is null where that is not known.',
    example: { type: 'progress', ref: 1, done: 4096, total: 12_288 },
  },
  ended: {
    says: 'The last word on it: `state` is `succeeded`, `failed`, `cancelled` or `refused`, and `error` then has the `failure` and a `message`. Its number is free again.',
    example: { type: 'ended', ref: 1, state: 'succeeded', result: { exit_code: 0, duration_ms: 1000 }, error: null },
  },
  error: {
    says: 'It could not be asked for: `code` and `details` as the HTTP routes answer. Nothing was begun.',
    example: {
      type: 'error',
      ref: 1,
      error: { code: 'VALIDATION_ERROR', message: 'Validation failed', details: { reason: ['Say why, in 3 to 1000 characters'] } },
    },
  },
}

/** Why the hub closes the socket. */
export const CLOSES: readonly (readonly [code: number, why: string])[] = [
  [CLOSE.stopping, 'the hub stops: connect again'],
  [CLOSE.policy, 'a message that cannot be read (the reason names the field), too many messages or sockets, or the session ended'],
  [CLOSE.tooLarge, 'a message that is too large'],
  [CLOSE.tryAgain, 'much is waiting that is not read'],
]

const kib = (bytes: number): string => (bytes < 1024 * 1024 ? `${bytes / 1024} KiB` : `${bytes / 1024 / 1024} MiB`)

export const LIMITS_TOLD: readonly string[] = [
  `${kib(OPERATION_LIMITS.messageBytes)} a message, whose parameters may be 32 levels deep`,
  `${OPERATION_LIMITS.inbound} messages and pings in ${SOCKET_LIMITS.inboundWindowMs / 1000} seconds, of which ${RUN_LIMITS.early} for one operation before it has begun`,
  `${RUN_LIMITS.runs} operations at once on a socket, ${OPERATION_LIMITS.socketsPerUser} sockets a user`,
  `hosts are asked for no more while ${kib(RUN_LIMITS.waitingBytes)} wait to be read; a socket with ${kib(OPERATION_LIMITS.backlogBytes)} is closed`,
  `a ping every ${SOCKET_LIMITS.pingMs / 1000} seconds has to be answered before the next; the session is looked at every second`,
]

/** All of it as Markdown, for the document of the API. */
export function operationMessagesTold(): string {
  const listed = (examples: Readonly<Record<string, Example<object>>>): string =>
    Object.values(examples)
      .map(({ says, example }) => `- \`${JSON.stringify(example)}\`  \n  ${says}`)
      .join('\n')
  return [
    'JSON messages. `ref` is a number of the client’s own for each thing that it asks; answers carry it. Names of fields are in snake case, as over HTTP. When the socket closes, what only told ends, and what takes input ends with the last of its asker’s sockets; other changes go on.',
    `**From the client**\n\n${listed(REQUEST_EXAMPLES)}`,
    `**From the hub**\n\n${listed(MESSAGE_EXAMPLES)}`,
    `**It is closed with**\n\n${CLOSES.map(([code, why]) => `- ${code}: ${why}`).join('\n')}`,
    `**Limits**\n\n${LIMITS_TOLD.map((limit) => `- ${limit}`).join('\n')}`,
  ].join('\n\n')
}
