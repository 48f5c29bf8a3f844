import { ALERT_EVENT_KINDS } from '@hyperion/domain/alerts'
import { type Static, Type } from 'typebox'
import { strict } from './schemas.ts'

const ID_MAX = 2_147_483_647

export const NotificationsQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Newest first.' })),
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: ID_MAX, description: 'Only those older than the one with this id.' })),
  },
  strict,
)
export interface NotificationsQuery {
  readonly limit: number
  readonly before?: number
}

const AlertPart = Type.Object({
  id: Type.Integer({ examples: [7] }),
  kind: Type.Enum([...ALERT_EVENT_KINDS], { type: 'string' }),
  level: Type.Enum(['warning', 'critical'], { type: 'string' }),
  host: Type.Integer(),
  host_name: Type.String({ examples: ['serveur-prod-01'] }),
  title: Type.String({ examples: ['CPU'] }),
  instance: Type.String(),
})

export const NotificationsAnswer = Type.Object({
  notifications: Type.Array(
    Type.Object({
      id: Type.Integer({ examples: [42] }),
      timestamp: Type.String({ format: 'date-time', examples: ['2025-01-08T15:30:00.000Z'] }),
      level: Type.Enum(['info', 'warning', 'error'], { type: 'string' }),
      message: Type.String({ examples: ['serveur-prod-01: CPU usage is at 94%'] }),
      alert: Type.Union([AlertPart, Type.Null()], { description: 'The alert that it is about, as of then.' }),
    }),
  ),
  next: Type.Union([Type.Integer(), Type.Null()], { description: 'For `before`; null at the end.', examples: [42] }),
  unread: Type.Integer({ description: 'Of all, since the account was made.', examples: [3] }),
})

export const ReadBody = Type.Object(
  { up_to: Type.Integer({ minimum: 1, maximum: ID_MAX, description: 'The newest one that was read.', examples: [42] }) },
  strict,
)
export type ReadBody = Static<typeof ReadBody>
