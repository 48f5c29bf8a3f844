import type { NewRunbookStep, Runbook, RunbookChange, RunbookHead } from '@hyperion/ports/runbooks'
import type { Tag } from '@hyperion/ports/tags'
import type { RunbookRequest, RunbookRow, RunbookStepRequest, TagRequest, TagRow } from '@hyperion/wire/services'
import type { FastifyInstance } from 'fastify'
import { isoSeconds } from '../../shared/index.ts'
import * as schemas from '../catalog-schemas.ts'
import type { ImasDeps } from '../deps.ts'
import { collectionRoutes } from './collection.ts'

/** A hundred steps with all that may be said about them. */
const RUNBOOK_BYTES = 4 * 1024 * 1024

/** How to deal with what goes wrong, step by step. */
export function runbookRoutes(app: FastifyInstance, deps: ImasDeps): void {
  const { runbooks } = deps.catalog
  collectionRoutes<RunbookRequest, RunbookRow, RunbookHead>(app, deps, {
    tag: 'Runbooks',
    access: 'execute',
    path: '/api/v1/runbooks/',
    param: 'runbook',
    words: ['a runbook', 'runbooks'],
    bodies: schemas.RunbookBodies,
    row: schemas.RunbookRow,
    filters: schemas.RunbookFilters,
    bodyLimit: RUNBOOK_BYTES,
    deletion: 'With its steps.',
    label: ({ title }) => title,
    list: ({ search, service }) => runbooks.heads({ search, service: service?.toLowerCase() }),
    show: async (listed) => (await runbooks.byIds(listed.map(({ id }) => id))).map(runbookRow),
    byId: async (id) => runbookRow(await runbooks.byId(id)),
    create: async (body) => runbookRow(await runbooks.create({ ...runbookChange(body), title: body.title })),
    replace: async (id, body) => runbookRow(await runbooks.replace(id, { ...runbookChange(body), title: body.title })),
    change: async (id, body) => runbookRow(await runbooks.change(id, runbookChange(body))),
    delete: (id) => runbooks.delete(id),
  })
}

function runbookChange({ steps, ...same }: Partial<RunbookRequest>): Omit<RunbookChange, 'at'> {
  return { ...same, ...(steps !== undefined && { steps: inOrder(steps).map(newStep) }) }
}

function inOrder(steps: readonly RunbookStepRequest[]): readonly RunbookStepRequest[] {
  const placed = steps.map((step, at) => ({ step, order: step.order ?? at + 1 }))
  return placed.toSorted((a, b) => a.order - b.order).map(({ step }) => step)
}

function newStep(step: RunbookStepRequest): NewRunbookStep {
  return {
    ...(step.id !== undefined && { id: step.id }),
    title: step.title,
    description: step.description ?? '',
    command: step.command ?? null,
    expectedMinutes: step.expected_duration_minutes ?? null,
    critical: step.is_critical ?? false,
    requiresConfirmation: step.requires_confirmation ?? false,
  }
}

function runbookRow({ id, title, description, service, steps, createdAt, updatedAt }: Runbook): RunbookRow {
  return {
    id,
    title,
    description,
    service,
    steps: steps.map((step, at) => ({
      id: step.id,
      order: at + 1,
      title: step.title,
      description: step.description,
      command: step.command,
      expected_duration_minutes: step.expectedMinutes,
      is_critical: step.critical,
      requires_confirmation: step.requiresConfirmation,
    })),
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
  }
}

/** Words that incidents are found by. */
export function tagRoutes(app: FastifyInstance, deps: ImasDeps): void {
  const { tags } = deps.catalog
  collectionRoutes<TagRequest, TagRow, Tag>(app, deps, {
    tag: 'Runbooks',
    access: 'execute',
    path: '/api/v1/tags/',
    param: 'tag',
    words: ['a tag', 'tags'],
    bodies: schemas.TagBodies,
    row: schemas.TagRow,
    filters: schemas.search,
    deletion: 'Incidents lose it.',
    label: ({ name }) => name,
    list: ({ search }) => tags.list(search),
    show: async (listed) => listed.map(tagRow),
    byId: async (id) => tagRow(await tags.byId(id)),
    create: async (body) => tagRow(await tags.create(body)),
    replace: async (id, body) => tagRow(await tags.replace(id, body)),
    change: async (id, body) => tagRow(await tags.change(id, body)),
    delete: (id) => tags.delete(id),
  })
}

function tagRow({ id, name, color }: Tag): TagRow {
  return { id, name, color }
}
