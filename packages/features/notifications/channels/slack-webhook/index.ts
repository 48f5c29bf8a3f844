import type { ChannelKind } from '../channel.ts'
import { resultOf } from '../http-result.ts'
import { SLACK_ITEMS, slackMessage } from '../slack-message.ts'

const URL_FIELD = 'webhook_url'

export const slackWebhook: ChannelKind = {
  kind: 'slack-webhook',
  label: { en: 'Slack (incoming webhook)', fr: 'Slack (webhook entrant)' },
  setup: [
    {
      en: 'At api.slack.com/apps, make an app for your workspace and switch on its Incoming Webhooks.',
      fr: 'Sur api.slack.com/apps, créez une application pour votre espace de travail et activez Incoming Webhooks.',
    },
    {
      en: 'Add a webhook, choose the channel and copy the address.',
      fr: 'Ajoutez un webhook, choisissez le canal et copiez l’adresse.',
    },
  ],
  fields: [
    {
      name: URL_FIELD,
      label: { en: 'Webhook address', fr: 'Adresse du webhook' },
      type: 'url',
      secret: true,
      required: true,
      example: 'https://hooks.slack.com/services/T…/B…/…',
      service: { hosts: ['hooks.slack.com', 'hooks.slack-gov.com'], path: /^\/services(\/[\w-]{1,100}){1,5}$/ },
    },
  ],
  capabilities: { threads: false, maxItems: SLACK_ITEMS },
  render: slackMessage,
  async send(settings, message, { outgoing }) {
    const answer = await outgoing.post(new URL(settings[URL_FIELD] ?? ''), JSON.stringify(slackMessage(message)))
    // The reason is one word like channel_is_archived.
    const reason = 'body' in answer && /^[a-z_]{1,60}$/.test(answer.body) ? answer.body : ''
    return resultOf(answer, reason)
  },
}
