import { type Static, Type } from 'typebox'

const orNull = (example: string, description?: string) =>
  Type.Union([Type.String(), Type.Null()], { examples: [example], ...(description && { description }) })
const Language = Type.Union([Type.Literal('en'), Type.Literal('fr')], { description: 'Language that documents begin in.' })

export const GoogleDocsBody = Type.Object(
  {
    enabled: Type.Boolean(),
    key: Type.Optional(
      Type.String({
        maxLength: 16_384,
        examples: ['{"type":"service_account", …}'],
        description: 'JSON of the key of a service account. Left out: stays as it is.',
      }),
    ),
    folder: Type.Optional(
      Type.Union([Type.String({ maxLength: 200 }), Type.Null()], {
        examples: ['0ABCdefGHIjklUk9PVA'],
        description: 'Id of the Drive folder that documents are made in; of the account’s own when null.',
      }),
    ),
    share_with: Type.Optional(
      Type.Array(Type.String({ maxLength: 320 }), {
        maxItems: 20,
        examples: [['example.org', 'ada@example.org']],
        description: 'Mail addresses and domains that may write.',
      }),
    ),
    language: Type.Optional(Language),
    server: Type.Optional(
      Type.Union([Type.String({ maxLength: 300 }), Type.Null()], {
        examples: ['https://google.example.org'],
        description: 'Where Google’s APIs are reached, when elsewhere than usual.',
      }),
    ),
  },
  { additionalProperties: false },
)
export type GoogleDocsBody = Static<typeof GoogleDocsBody>

export const GoogleDocsAnswer = Type.Object({
  configured: Type.Boolean(),
  readable: Type.Boolean({ description: 'False when the key cannot be read any more: it has to be entered anew.' }),
  enabled: Type.Boolean(),
  account: orNull('hyperion@project.iam.gserviceaccount.com', 'Mail address of the service account.'),
  folder: orNull('0ABCdefGHIjklUk9PVA'),
  share_with: Type.Array(Type.String()),
  language: Language,
  server: orNull('https://google.example.org'),
  updated_at: orNull('2026-02-05T18:30:00Z'),
  updated_by: orNull('admin'),
})

export const GoogleDocsTestAnswer = Type.Object({
  ok: Type.Boolean(),
  error: orNull('Google answered 400 to the token: invalid_grant'),
})
