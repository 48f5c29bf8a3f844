import { type Static, Type } from 'typebox'
import { Instant, orNull } from './host-schemas.ts'
import { strict } from './schemas.ts'

const ID_MAX = 2 ** 31 - 1
const NAME = '^[^\\p{C}]*\\S[^\\p{C}]*$'

export const HostBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 150, pattern: NAME, examples: ['web-01'] })),
    interval_seconds: Type.Optional(
      orNull(Type.Integer({ minimum: 1, maximum: 300 }), { description: 'Null for the hub’s own interval.', examples: [15] }),
    ),
  },
  { ...strict, minProperties: 1, description: 'What is left out stays.' },
)
export interface HostBody {
  readonly name?: string
  readonly interval_seconds?: number | null
}

export const DeleteHostQuery = Type.Object(
  { confirm: Type.String({ maxLength: 255, description: 'The name of the host, to the letter.', examples: ['web-01'] }) },
  strict,
)
export type DeleteHostQuery = Static<typeof DeleteHostQuery>

export const NewTokenBody = Type.Object(
  {
    label: Type.Optional(Type.String({ maxLength: 150, pattern: '^[^\\p{C}]*$', default: '', examples: ['web servers'] })),
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_080, default: 60, description: 'How long it may be used.' })),
  },
  strict,
)
export interface NewTokenBody {
  readonly label: string
  readonly minutes: number
}

export const NodeQuery = Type.Object(
  { platform: Type.String({ maxLength: 64, description: '`linux-` and what `uname -m` says.', examples: ['linux-x86_64'] }) },
  strict,
)
export type NodeQuery = Static<typeof NodeQuery>

export const NodeHeaders = Type.Object({ 'x-enrolment-token': Type.String({ maxLength: 256, description: 'An enrolment token.' }) })
export type NodeHeaders = Static<typeof NodeHeaders>

const Token = {
  id: Type.Integer({ examples: [1] }),
  label: Type.String(),
  created_at: Instant,
  created_by: Type.String({ examples: ['admin'] }),
  expires_at: Instant,
  used_at: orNull(Instant),
  host: orNull(Type.Integer(), { description: 'The host it let in, while there is one.' }),
}

export const TokensAnswer = Type.Object({ tokens: Type.Array(Type.Object(Token)) })

export const NewTokenAnswer = Type.Object({
  ...Token,
  token: Type.String({ description: 'Told this once.' }),
  hub: Type.String({ description: 'Where agents reach this hub.', examples: ['https://hyperion.example'] }),
  pin: orNull(Type.String(), {
    description: 'Of the hub’s certificate where nobody else vouches for it; agents then need it.',
    examples: [`sha256:${'0'.repeat(64)}`],
  }),
  pin_key: orNull(Type.String(), { description: 'The same for curl’s --pinnedpubkey.', examples: [`sha256//${'A'.repeat(43)}=`] }),
  command: Type.String({ description: 'Installs an agent; to be pasted on the host.' }),
})

export const TokenParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: ID_MAX, examples: [1] }) }, strict)
export type TokenParams = Static<typeof TokenParams>
