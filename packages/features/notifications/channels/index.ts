import { browser } from './browser/index.ts'
import type { ChannelKind } from './channel.ts'
import { discord } from './discord/index.ts'
import { email } from './email/index.ts'
import { gotify } from './gotify/index.ts'
import { mattermost } from './mattermost/index.ts'
import { ntfy } from './ntfy/index.ts'
import { slackBot } from './slack-bot/index.ts'
import { slackWebhook } from './slack-webhook/index.ts'
import { teams } from './teams/index.ts'
import { telegram } from './telegram/index.ts'
import { webhook } from './webhook/index.ts'

/** Every kind of channel, in the order in which they are offered. */
export const CHANNEL_KINDS: readonly ChannelKind[] = [
  discord,
  email,
  browser,
  slackWebhook,
  slackBot,
  telegram,
  teams,
  mattermost,
  ntfy,
  gotify,
  webhook,
]
