import { FLEET_CHOICES, FLEET_STATES, FLEET_VIEW_LIMITS } from '@hyperion/domain/fleet'
import { HOST_KINDS } from '@hyperion/domain/hosts'
import { type Static, Type } from 'typebox'
import { DownAnswer, Instant, orNull } from './host-schemas.ts'
import { oneOf, strict } from './schemas.ts'

const Percent = orNull(Type.Number({ description: 'Percent.' }))
const Rate = orNull(Type.Number({ description: 'Bytes a second over all interfaces that are not virtual.' }))

const FleetRow = Type.Object({
  id: Type.Integer({ examples: [1] }),
  name: Type.String({ examples: ['serveur-prod-01'] }),
  kind: oneOf(HOST_KINDS),
  tags: Type.Array(Type.String()),
  state: oneOf(FLEET_STATES),
  cpu: Percent,
  memory: Percent,
  disk: Percent,
  mount: Type.String({ description: 'Of the fullest file system, which `disk` is about.' }),
  rx: Rate,
  tx: Rate,
  load: orNull(Type.Number()),
  booted: orNull(Instant),
  seen: orNull(Instant, { description: 'The last sign of life.' }),
  down: Type.Optional(DownAnswer),
  alert: Type.Optional(
    orNull(
      Type.Object({
        id: Type.Integer(),
        level: oneOf(['warning', 'critical']),
        rule: Type.String(),
        title: Type.String(),
        instance: Type.String(),
        count: Type.Integer({ description: 'How many fire.' }),
      }),
      { description: 'The worst that fires and is not silenced; left out while nothing does.' },
    ),
  ),
  spark: Type.String({
    description:
      'CPU of the last 60 minutes that it reported in, a character a minute: from A (0 %) to _ (100 %) by the URL-safe base64 alphabet, a dot where unknown.',
  }),
})

export const FleetAnswer = Type.Object({
  version: Type.Integer({ description: 'For `since`.' }),
  at: Instant,
  complete: Type.Boolean({ description: 'These are all hosts; otherwise those that changed.' }),
  rows: Type.Array(FleetRow),
  gone: Type.Array(Type.Integer(), { description: 'Hosts deleted since then.' }),
})

export const FleetQuery = Type.Object(
  { since: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Version of an earlier answer.' })) },
  strict,
)
export type FleetQuery = Static<typeof FleetQuery>

const viewFields = {
  name: Type.String({ minLength: 1, maxLength: FLEET_VIEW_LIMITS.name, pattern: '\\S', examples: ['Databases by disk'] }),
  shared: Type.Boolean({ description: 'For everyone.' }),
  search: Type.String({ maxLength: FLEET_VIEW_LIMITS.search }),
  states: Type.Array(oneOf(FLEET_STATES), { uniqueItems: true }),
  tags: Type.Array(Type.String({ minLength: 1, maxLength: FLEET_VIEW_LIMITS.tag }), { maxItems: FLEET_VIEW_LIMITS.tags }),
  kinds: Type.Array(oneOf(HOST_KINDS), { uniqueItems: true }),
  sort: oneOf(FLEET_CHOICES.sorts),
  descending: Type.Boolean(),
  group: oneOf(['none', 'tag']),
  columns: Type.Array(oneOf(FLEET_CHOICES.columns), { uniqueItems: true }),
}

export const FleetViewBody = Type.Object(viewFields, strict)
export const FleetViewAnswer = Type.Object({ id: Type.Integer(), ...viewFields, author: Type.String() })
export const FleetViewsAnswer = Type.Object({ views: Type.Array(FleetViewAnswer) })
export const FleetViewParams = Type.Object({ view: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }) }, strict)
export type FleetViewParams = Static<typeof FleetViewParams>
