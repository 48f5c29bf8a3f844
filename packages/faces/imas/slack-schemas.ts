import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const orNull = (example: string, description?: string) =>
  Type.Union([Type.String(), Type.Null()], { examples: [example], ...(description && { description }) })

export const SlackBody = Type.Object(
  {
    bot_token: Type.Optional(
      Type.String({ maxLength: 400, examples: ['xoxb-1234567890-abcdef'], description: 'Left out: stays as it is.' }),
    ),
    signing_secret: Type.Optional(
      Type.String({ maxLength: 200, examples: ['8f742231b10e8888abcd99yyyzzz85a5'], description: 'Left out: stays as it is.' }),
    ),
    default_channel: Type.String({ maxLength: 100, examples: ['C0123456789'], description: 'Id of the channel for teams without one.' }),
    war_room_prefix: Type.Optional(Type.String({ maxLength: 100, examples: ['inc-'], description: '`inc-` when left out.' })),
    server: Type.Optional(
      Type.Union([Type.String({ maxLength: 300 }), Type.Null()], {
        examples: ['https://slack-gov.com'],
        description: 'Where Slack is reached, when elsewhere than slack.com.',
      }),
    ),
  },
  strict,
)
export type SlackBody = Static<typeof SlackBody>

const SlackTeamView = Type.Object({
  id: Type.String({ examples: ['T0123456789'] }),
  name: Type.String({ examples: ['Example'] }),
})

export const SlackSettingsAnswer = Type.Object({
  configured: Type.Boolean(),
  readable: Type.Boolean({ description: 'False when the secrets cannot be read any more: they have to be entered anew.' }),
  default_channel: Type.String({ examples: ['C0123456789'] }),
  war_room_prefix: Type.String({ examples: ['inc-'] }),
  server: orNull('https://slack-gov.com'),
  team: Type.Union([SlackTeamView, Type.Null()], { description: 'The workspace, once Slack has told.' }),
  last_event_at: orNull('2026-02-05T18:30:00Z', 'When Slack last sent something.'),
  last_error: orNull('Slack refused chat.postMessage: channel_not_found', 'Until it goes well again.'),
  last_error_at: orNull('2026-02-05T18:30:00Z'),
  updated_at: orNull('2026-02-05T18:30:00Z'),
  updated_by: orNull('admin'),
  manifest: Type.Object({}, { additionalProperties: true, description: 'From which api.slack.com makes the app.' }),
})

export const SlackTestAnswer = Type.Object({
  ok: Type.Boolean(),
  team: Type.Union([SlackTeamView, Type.Null()]),
  error: orNull('Slack refused auth.test: invalid_auth'),
})

export const SlackReceived = Type.Object(
  { challenge: Type.Optional(Type.String({ description: 'Of a url_verification.' })) },
  { additionalProperties: true, description: 'Empty, or what Slack shows at once.' },
)
