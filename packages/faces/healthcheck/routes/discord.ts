import type { AlertLevel } from '@hyperion/domain/alerts'
import type { Channels } from '@hyperion/features/notifications'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { documented } from './route.ts'

const example = 'https://discord.com/api/webhooks/1234567890/abcdefghijklmnop'

const NotifyOn = Type.Array(Type.Enum(['critical', 'warning'], { type: 'string' }), {
  minItems: 1,
  uniqueItems: true,
  examples: [['critical', 'warning']],
})

const DiscordBody = Type.Object(
  {
    webhook_url: Type.String({ minLength: 1, maxLength: 500, examples: [example] }),
    enabled: Type.Boolean({ examples: [true] }),
    notify_on: NotifyOn,
  },
  { additionalProperties: false },
)

const DiscordAnswer = Type.Object({
  message: Type.String({ examples: ['Configuration Discord sauvegardée'] }),
  webhook_configured: Type.Boolean({ examples: [true] }),
  notify_on: NotifyOn,
})

interface DiscordBody {
  readonly webhook_url: string
  readonly enabled: boolean
  readonly notify_on: readonly AlertLevel[]
}

/** Where alerts go on Discord. The address is a secret: it is kept sealed and never answered. */
export function discordRoute(app: FastifyInstance, channels: Pick<Channels, 'configureDiscord'>): void {
  app.post<{ Body: DiscordBody }>(
    '/config/discord',
    documented({ summary: 'Configurer le webhook Discord', answer: DiscordAnswer, access: 'config', stepUp: true, body: DiscordBody }),
    async ({ body }) => {
      await channels.configureDiscord({ webhookUrl: body.webhook_url, enabled: body.enabled, notifyOn: body.notify_on })
      return { message: 'Configuration Discord sauvegardée', webhook_configured: true, notify_on: body.notify_on }
    },
  )
}
