import { DOCUMENT_KINDS, DOCUMENT_LENGTH, VERSION_REASONS } from '@hyperion/domain/documents'
import { type Static, Type } from 'typebox'
import { IncidentParams } from './incident-schemas.ts'

const strict = { additionalProperties: false } as const
const uuid = Type.String({ examples: ['550e8400-e29b-41d4-a716-446655440000'] })
const time = Type.String({ examples: ['2026-02-05T18:30:00Z'] })
const revision = Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'Grows with every change.', examples: [12] })
const markdown = Type.String({ examples: ['# INC-A1B2C3 · Redis Cluster Down\n'] })
const names = Type.Array(Type.String({ examples: ['admin'] }))

export const DocumentAnswer = Type.Object({
  incident: Type.Object({
    id: uuid,
    short_id: Type.String({ examples: ['INC-A1B2C3'] }),
    title: Type.String({ examples: ['Redis Cluster Down'] }),
  }),
  kind: Type.Enum([...DOCUMENT_KINDS]),
  markdown,
  version: revision,
  url: Type.String({ description: 'Where people write it.', examples: ['https://hyperion.example/app/incidents/INC-A1B2C3/document'] }),
  created_at: time,
  updated_at: time,
  present: Type.Array(Type.String({ examples: ['admin'] }), { description: 'Who has it open.' }),
})

/** Bytes of a body that holds the longest document: a character takes six of JSON at most. */
export const DOCUMENT_BODY_BYTES = 6 * DOCUMENT_LENGTH + 1024

export const DocumentBody = Type.Object(
  {
    markdown: Type.String({ maxLength: DOCUMENT_LENGTH, description: 'The whole text.', examples: ['# Redis Cluster Down\n'] }),
    version: Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'That of the text that was read.', examples: [12] }),
  },
  strict,
)
export type DocumentBody = Static<typeof DocumentBody>

export const PostmortemBody = Type.Union([
  Type.Null(),
  Type.Object(
    { language: Type.Optional(Type.Enum(['en', 'fr'], { description: 'As Accept-Language says when left out.', examples: ['en'] })) },
    strict,
  ),
])
export type PostmortemBody = Static<typeof PostmortemBody> | undefined

export const VersionRow = Type.Object({
  id: uuid,
  version: revision,
  reason: Type.Enum([...VERSION_REASONS], { description: 'Why it was kept: by itself, by hand, or because another one took its place.' }),
  authors: names,
  created_at: time,
  length: Type.Integer({ description: 'Characters.', examples: [1200] }),
})

export const VersionAnswer = Type.Object({ ...VersionRow.properties, markdown })

export const VersionParams = Type.Object({ ...IncidentParams.properties, version: uuid })
export type VersionParams = Static<typeof VersionParams>
