import { FINDINGS } from '@hyperion/wire/check'
import { type Static, Type } from 'typebox'
import { Instant, orNull } from './host-schemas.ts'
import { strict } from './schemas.ts'

export const HubQuery = Type.Object(
  { check: Type.Optional(Type.String({ maxLength: 64, description: 'Of the hub’s check of itself.' })) },
  strict,
)
export type HubQuery = Static<typeof HubQuery>

export const HubFactsAnswer = Type.Object({
  product: Type.Literal('hyperion'),
  key: Type.String({ description: 'By which agents recognise this hub.' }),
  now: Type.Integer({ description: 'Epoch milliseconds by the hub’s clock.' }),
})

const FindingAnswer = Type.Object({
  step: Type.Enum(['resolve', 'connect', 'tls', 'http', 'websocket', 'clock', 'idle', 'proxy', 'host']),
  state: Type.Enum(['ok', 'warning', 'failed']),
  code: Type.String({ description: 'One of a fixed list.', examples: Object.keys(FINDINGS).slice(-1) }),
  params: Type.Record(Type.String(), Type.String()),
  message: Type.String(),
  fix: orNull(Type.String(), { description: 'What to do.' }),
  snippet: orNull(Type.Object({ proxy: Type.String({ examples: ['nginx'] }), text: Type.String() }), {
    description: 'Configuration of the proxy.',
  }),
})

export const SelfCheckAnswer = Type.Object({
  url: Type.String({ examples: ['https://hyperion.example'] }),
  checked_at: Instant,
  ok: Type.Boolean({ description: 'Nothing failed.' }),
  findings: Type.Array(FindingAnswer),
})
