import type { AlertLevel } from '@hyperion/domain/alerts'
import type { Channels } from '@hyperion/features/notifications'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { type AuditRecorder, audited } from '../../shared/index.ts'
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

interface DiscordDeps {
  readonly channels: Pick<Channels, 'configureDiscord'>
  readonly audit: AuditRecorder
}

/** Where alerts go on Discord. The address is a secret: it is kept sealed and never answered. */
export function discordRoute(app: FastifyInstance, { channels, audit }: DiscordDeps): void {
  app.post<{ Body: DiscordBody }>(
    '/config/discord',
    documented({ summary: 'Configurer le webhook Discord', answer: DiscordAnswer, access: 'config', stepUp: true, body: DiscordBody }),
    async (request) => {
      const { webhook_url: webhookUrl, enabled, notify_on: notifyOn } = request.body
      const deed = { action: 'channel.change', target: 'Discord', details: { kind: 'discord', enabled, notify_on: notifyOn } } as const
      await audited(request, audit, deed, () => channels.configureDiscord({ webhookUrl, enabled, notifyOn }))
      return { message: 'Configuration Discord sauvegardée', webhook_configured: true, notify_on: notifyOn }
    },
  )
}
