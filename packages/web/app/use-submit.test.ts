import { expect, it } from 'vitest'
import { ApiError } from './api.ts'
import { refusalOf } from './use-submit.ts'

const FIELDS = ['name', 'cpu.warning', 'cpu.critical'] as const

it.each([
  ['at its field', new ApiError(400, 'INVALID', 'no', { name: ['taken', 'short'] }), { errors: { name: 'taken' }, failure: null }],
  ['at a part of it', new ApiError(400, 'INVALID', 'no', { cpu: ['inverted'] }), { errors: { 'cpu.warning': 'inverted' }, failure: null }],
  ['above when of no field', new ApiError(400, 'INVALID', 'no', { other: ['odd'] }), { errors: {}, failure: { text: 'no' } }],
  ['in the hub’s words', new ApiError(409, 'CONFLICT', 'the last one'), { errors: {}, failure: { text: 'the last one' } }],
  ['at the field its code is about', new ApiError(409, 'NAME_TAKEN', 'taken'), { errors: { name: 'in use' }, failure: null }],
  ['in words of this form', new ApiError(409, 'LAST', 'last'), { errors: {}, failure: { text: 'the only one' } }],
  ['of a code that was not given', new ApiError(403, 'STEP_UP_REQUIRED', 'code'), { errors: {}, failure: { key: 'stepUp.needed' } }],
  ['without the details of a fault', new ApiError(500, 'INTERNAL', 'stack'), { errors: {}, failure: { key: 'error.hub' } }],
  ['of silence', new ApiError(0, 'UNREACHABLE', ''), { errors: {}, failure: { key: 'error.unreachable' } }],
  ['of a fault of this page', new TypeError('undefined is not'), { errors: {}, failure: { key: 'error.hub' } }],
])('tells a refusal %s', (_, error, refusal) => {
  expect(refusalOf(error, FIELDS, { NAME_TAKEN: { field: 'name', text: 'in use' }, LAST: { text: 'the only one' } })).toEqual(refusal)
})
