import type { OnCallPersonRow, OnCallRow } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../on-call-schemas.ts'
import { onCallRow, personRow } from '../on-call-views.ts'
import { type Page, PageQuery, slicedPage } from '../pages.ts'
import { documented } from './route.ts'

const shared = { tag: 'On-call', access: 'read', query: PageQuery } as const

/** Who is on call now, and who can be. */
export function onCallRoutes(app: FastifyInstance, { onCall, publicUrl }: ImasDeps): void {
  app.get(
    '/api/v1/on-call/',
    documented({ ...shared, summary: 'Who is on call now, by schedule', answer: schemas.OnCallAnswer }),
    async (request): Promise<Page<OnCallRow>> => slicedPage(request, publicUrl, await onCall.everyoneOnCallNow(), onCallRow),
  )

  app.get(
    '/api/v1/on-call/people/',
    documented({ ...shared, summary: 'Who can be on call', answer: schemas.PeopleAnswer }),
    async (request): Promise<Page<OnCallPersonRow>> => {
      const people = await onCall.people()
      const all = people.of([...people.ids]).toSorted((a, b) => a.username.localeCompare(b.username, 'en'))
      return slicedPage(request, publicUrl, all, personRow)
    },
  )
}
