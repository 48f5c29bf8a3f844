import { ACTION_LIMITS } from '@hyperion/wire/actions'
import { anyObject, between, fields, integer, maybe, oneOf, text, WireError } from '@hyperion/wire/checks'
import type { OperationRequest } from '@hyperion/wire/web'

const REF = between(0, 2_147_483_647)

const REQUESTS = {
  start: fields({
    ref: REF,
    host: integer(1),
    operation: text(64),
    params: anyObject,
    reason: maybe(text(1000)),
    incident: maybe(text(64)),
  }),
  attach: fields({ ref: REF, action: text(36, /^[0-9a-f-]{36}$/) }),
  input: fields({ ref: REF, data: text(Math.ceil(ACTION_LIMITS.inputBytes / 3) * 4, /^[A-Za-z0-9+/]*={0,2}$/) }),
  end: fields({ ref: REF }),
  cancel: fields({ ref: REF }),
  resize: fields({ ref: REF, columns: between(1, 1000), rows: between(1, 1000) }),
}

const TYPE = fields({ type: oneOf(Object.keys(REQUESTS) as (keyof typeof REQUESTS)[]) })

/** Throws {@link WireError} naming the field that is wrong. */
export function parseOperationRequest(message: string): OperationRequest {
  const value = parsed(message)
  const { type } = TYPE(value, 'message')
  return { type, ...REQUESTS[type](value, type) } as OperationRequest
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message)
  } catch {
    throw new WireError('not JSON')
  }
}
