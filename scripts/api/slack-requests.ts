import type { Override } from './override.ts'

/** The hub that is being tried has no app in Slack, and Slack would refuse what is entered here. */
export const SLACK_OVERRIDES: Readonly<Record<string, Override>> = {
  'PUT /api/v1/slack/settings/': { status: 400, body: { default_channel: 'C0123456789' } },
  'POST /api/v1/slack/test/': { status: 404 },
  'POST /api/v1/slack/events/': { status: 404 },
  'POST /api/v1/slack/commands/': { status: 404 },
  'POST /api/v1/slack/interactive/': { status: 404 },
}
