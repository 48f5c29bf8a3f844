import type { OfferedKind } from '@hyperion/features/notifications'
import { Type } from 'typebox'

const Words = Type.Object({ en: Type.String(), fr: Type.String() })
const ChannelField = Type.Object({
  name: Type.String({ examples: ['webhook_url'] }),
  label: Words,
  hint: Type.Union([Words, Type.Null()]),
  type: Type.Enum(['url', 'text', 'emails'], { type: 'string', description: '`emails` holds addresses apart by commas.' }),
  secret: Type.Boolean({ description: 'Never shown again once saved.' }),
  required: Type.Boolean(),
  generated: Type.Boolean({ description: 'Made by the hub when it is left empty, and shown once.' }),
  example: Type.String({ description: 'What a value looks like.' }),
})
export const ChannelKindRow = Type.Object({
  kind: Type.String({ examples: ['discord'] }),
  label: Words,
  setup: Type.Array(Words, { description: 'Where the fields come from, step by step.' }),
  fields: Type.Array(ChannelField),
  available: Type.Boolean({ description: 'False while the hub lacks what it needs: a mail server.' }),
})

export const KindsAnswer = Type.Object({ kinds: Type.Array(ChannelKindRow) })

/** A kind of channel as forms are drawn from it. */
export function kindView({ kind, label, setup, fields, available }: OfferedKind): object {
  const shown = fields.map((field) => ({
    name: field.name,
    label: field.label,
    hint: field.hint ?? null,
    type: field.type,
    secret: field.secret,
    required: field.required,
    generated: field.type === 'text' && field.generate !== undefined,
    example: field.example,
  }))
  return { kind, label, setup, fields: shown, available }
}
