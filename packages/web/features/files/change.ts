import type { OperationId, ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { ActionAnswer, ActionView, OperationMessage, Snake } from '@hyperion/wire/web'
import { ApiError, confirmStepUp, request } from '../../app/api.ts'
import { operations, type RunningOperation } from '../operating/connection.ts'

export type FileChange = Extract<OperationId, `file.${string}`>

interface Hooks {
  /** It is kept as this. */
  readonly onAction?: (action: ActionView) => void
  /** It began, and takes input. */
  readonly begun?: (run: RunningOperation) => void
  readonly progress?: (done: number, total: number | null) => void
}

export interface StartedChange<O extends FileChange> {
  /** How it ended, or that it waits for a second person. Rejects with an `ApiError`. */
  readonly over: Promise<ActionAnswer & { readonly result: Snake<ResultOf<O>> | null }>
  readonly run: () => RunningOperation | null
}

/** Asks for a change of files, and follows it to its end. */
export function startChange<O extends FileChange>(
  host: number,
  operation: O,
  params: Snake<ParamsOf<O>>,
  reason: string,
  hooks: Hooks = {},
): StartedChange<O> {
  let run: RunningOperation | null = null
  const attempt = () =>
    new Promise<ActionAnswer & { readonly result: Snake<ResultOf<O>> | null }>((resolve, reject) => {
      let action: ActionView | null = null
      run = operations.run(
        { type: 'start', host, operation, params, reason },
        {
          begun: (message) => {
            action = message.action
            if (action) hooks.onAction?.(action)
            if (action?.state === 'awaiting_approval') resolve({ action, result: null })
            else if (run) hooks.begun?.(run)
          },
          progress: (done, total) => hooks.progress?.(done, total),
          ended: (message) => {
            if (action && message.state === 'succeeded') resolve(endOf(action, message))
            else reject(new ApiError(400, message.error?.failure ?? 'failed', message.error?.message ?? ''))
          },
          refused: ({ code, message, details }) => reject(new ApiError(400, code, message, details as ApiError['details'])),
          lost: () => reject(new ApiError(0, 'UNREACHABLE', 'The connection to the hub was lost')),
        },
      )
    })
  const over = attempt().catch(async (error: unknown) => {
    if (error instanceof ApiError && error.code === 'STEP_UP_REQUIRED' && (await confirmStepUp())) return attempt()
    throw error
  })
  return { over, run: () => run }
}

/** Replaces a text that is still what it was when it was read; where a second person has to let that go, the text waits with it. */
export function writeText(
  host: number,
  path: string,
  content: Uint8Array<ArrayBuffer>,
  ifMatch: string,
  reason: string,
): Promise<ActionAnswer> {
  const query = new URLSearchParams({ path, reason, wait: '30' })
  return request(`/api/hosts/${host}/files/content?${query}`, { method: 'PUT', content, ifMatch })
}

function endOf<O extends FileChange>(action: ActionView, message: Extract<OperationMessage, { type: 'ended' }>) {
  const result = message.result as Snake<ResultOf<O>> | null
  const undoable = Boolean((message.result as { undo?: object | null } | null)?.undo)
  return { action: { ...action, state: 'succeeded', undoable } as const, result }
}
