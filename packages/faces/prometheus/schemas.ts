import { Type } from 'typebox'

export const ERROR_SCHEMA = 'PrometheusError'

export const ErrorAnswer = Type.Object(
  {
    error: Type.String({ examples: ['BAD_REQUEST'] }),
    message: Type.String({ examples: ['not compressed with snappy (block format)'] }),
    details: Type.Record(Type.String(), Type.Union([Type.Array(Type.String()), Type.Integer()])),
  },
  { $id: ERROR_SCHEMA },
)

export const NoQuery = Type.Object({}, { additionalProperties: false })
