import type { ImpactScopeRequest as NewScope, ServiceRequest as NewService, TeamRequest as NewTeam } from '@hyperion/features/services'
import type { ImpactScope, Service, Team } from '@hyperion/ports/services'
import type { ImpactScopeRequest, ImpactScopeRow, ServiceRequest, ServiceRow, TeamRequest, TeamRow } from '@hyperion/wire/services'
import type { FastifyInstance } from 'fastify'
import { isoSeconds } from '../../shared/index.ts'
import * as schemas from '../catalog-schemas.ts'
import type { ImasDeps } from '../deps.ts'
import { collectionRoutes } from './collection.ts'

/** What incidents are about, who looks after it, and what they may touch. */
export function serviceRoutes(app: FastifyInstance, deps: ImasDeps): void {
  services(app, deps)
  teams(app, deps)
  scopes(app, deps)
}

const shared = {
  tag: 'Services',
  access: 'config',
  filters: schemas.search,
  label: ({ name }: { readonly name?: string }) => name,
} as const

function services(app: FastifyInstance, deps: ImasDeps): void {
  const { services: catalog } = deps.catalog
  collectionRoutes<ServiceRequest, ServiceRow, Service>(app, deps, {
    ...shared,
    path: '/api/v1/services/',
    param: 'service',
    words: ['a service', 'services'],
    bodies: schemas.ServiceBodies,
    row: schemas.ServiceRow,
    deletion: 'Its runbooks stay, and are no longer of a service.',
    refusesDeletion: 'It has incidents',
    list: ({ search }) => catalog.list(search),
    show: async (listed) => listed.map(serviceRow),
    byId: async (id) => serviceRow(await catalog.byId(id)),
    create: async (body) => serviceRow(await catalog.create({ ...serviceChange(body), name: body.name })),
    replace: async (id, body) => serviceRow(await catalog.replace(id, { ...serviceChange(body), name: body.name })),
    change: async (id, body) => serviceRow(await catalog.change(id, serviceChange(body))),
    delete: (id) => catalog.delete(id),
  })
}

function serviceChange(body: Partial<ServiceRequest>): Partial<NewService> {
  const { owner_team, runbook_url, escalation_policy, ...same } = body
  return {
    ...same,
    ...(owner_team !== undefined && { ownerTeam: owner_team }),
    ...(runbook_url !== undefined && { runbookUrl: runbook_url }),
    ...(escalation_policy !== undefined && { escalationPolicyId: escalation_policy }),
  }
}

function serviceRow(service: Service): ServiceRow {
  return {
    id: service.id,
    name: service.name,
    owner_team: service.ownerTeam,
    criticality: service.criticality,
    runbook_url: service.runbookUrl,
    description: service.description,
    escalation_policy: service.escalationPolicyId,
    hosts: service.hosts,
    open_incidents: service.openIncidents,
    created_at: isoSeconds(service.createdAt),
  }
}

function teams(app: FastifyInstance, deps: ImasDeps): void {
  const { teams: catalog } = deps.catalog
  const row = async (team: Team): Promise<TeamRow> => {
    const { id, name, slackChannelId, onCall, description, scheduleId, members, createdAt } = await catalog.view(team)
    const told = { description, schedule: scheduleId, members, created_at: isoSeconds(createdAt) }
    return { id, name, slack_channel_id: slackChannelId, current_on_call: onCall, ...told }
  }
  collectionRoutes<TeamRequest, TeamRow, Team>(app, deps, {
    ...shared,
    path: '/api/v1/teams/',
    param: 'team',
    words: ['a team', 'teams'],
    bodies: schemas.TeamBodies,
    row: schemas.TeamRow,
    deletion: 'Its services stay, without an owner.',
    list: ({ search }) => catalog.list(search),
    show: (listed) => Promise.all(listed.map(row)),
    byId: async (id) => row(await catalog.byId(id)),
    create: async (body) => row(await catalog.create({ ...teamChange(body), name: body.name })),
    replace: async (id, body) => row(await catalog.replace(id, { ...teamChange(body), name: body.name })),
    change: async (id, body) => row(await catalog.change(id, teamChange(body))),
    delete: (id) => catalog.delete(id),
  })
}

function teamChange({ slack_channel_id, schedule, ...same }: Partial<TeamRequest>): Partial<NewTeam> {
  return {
    ...same,
    ...(slack_channel_id !== undefined && { slackChannelId: slack_channel_id }),
    ...(schedule !== undefined && { scheduleId: schedule }),
  }
}

function scopes(app: FastifyInstance, deps: ImasDeps): void {
  const { scopes: catalog } = deps.catalog
  collectionRoutes<ImpactScopeRequest & NewScope, ImpactScopeRow, ImpactScope>(app, deps, {
    ...shared,
    path: '/api/v1/impact-scopes/',
    param: 'scope',
    words: ['an impact scope', 'impact scopes'],
    bodies: schemas.ImpactScopeBodies,
    row: schemas.ImpactScopeRow,
    deletion: 'Incidents no longer tell of it.',
    list: ({ search }) => catalog.list(search),
    show: async (listed) => listed.map(scopeRow),
    byId: async (id) => scopeRow(await catalog.byId(id)),
    create: async (body) => scopeRow(await catalog.create(body)),
    replace: async (id, body) => scopeRow(await catalog.replace(id, body)),
    change: async (id, body) => scopeRow(await catalog.change(id, body)),
    delete: (id) => catalog.delete(id),
  })
}

function scopeRow({ id, name, description }: ImpactScope): ImpactScopeRow {
  return { id, name, description }
}
