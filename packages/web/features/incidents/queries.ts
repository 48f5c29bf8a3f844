import {
  allowedActions,
  type CommentRequest,
  type IncidentAction,
  type IncidentAnswer,
  type IncidentChangeRequest,
  type IncidentRow,
  type IncidentStepRow,
  type NewIncidentAnswer,
  type NewIncidentRequest,
  type OpenCountsAnswer,
  statusAfter,
  type TagRow,
} from '@hyperion/wire/incidents'
import type { Page } from '@hyperion/wire/services'
import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { type IncidentFilter, listQuery, PAGE_SIZE } from './incident-filter.ts'

const INCIDENTS = ['incidents'] as const
const URL = '/api/v1/incidents/'
/** Changes are told live; this is for those that were missed. */
const EVERY = 60_000
/** As many as the API gives at once. */
const MOST = 100
const LATELY = 20

const urlOf = (ref: string, deed = '') => `${URL}${encodeURIComponent(ref)}/${deed}`

/** How many are open, by severity. */
export function useOpenCounts() {
  return useQuery({
    queryKey: [...INCIDENTS, 'counts'],
    queryFn: ({ signal }) => request<OpenCountsAnswer>(`${URL}open/`, { signal }),
    refetchInterval: EVERY,
  })
}

/** The open ones, worst first and then newest. */
export function useOpenIncidents(filter?: IncidentFilter) {
  const query = listQuery({ ...filter, status: 'OPEN', ordering: 'severity' }, MOST)
  return useQuery({
    queryKey: [...INCIDENTS, 'open', query.toString()],
    queryFn: ({ signal }) => request<Page<IncidentRow>>(`${URL}?${query}`, { signal }),
    refetchInterval: EVERY,
    placeholderData: keepPreviousData,
  })
}

/** Those that ended last. */
export function useResolvedLately(filter: IncidentFilter) {
  const query = listQuery({ ...filter, status: 'RESOLVED', ordering: '-updated_at' }, LATELY)
  return useQuery({
    queryKey: [...INCIDENTS, 'lately', query.toString()],
    queryFn: ({ signal }) => request<Page<IncidentRow>>(`${URL}?${query}`, { signal }),
    refetchInterval: EVERY,
    placeholderData: keepPreviousData,
  })
}

export function useIncidentList(filter: IncidentFilter) {
  const query = listQuery(filter, PAGE_SIZE)
  return useQuery({
    queryKey: [...INCIDENTS, 'list', query.toString()],
    queryFn: ({ signal }) => request<Page<IncidentRow>>(`${URL}?${query}`, { signal }),
    refetchInterval: EVERY,
    placeholderData: keepPreviousData,
  })
}

/** By short id or UUID. */
export function useIncident(ref: string) {
  return useQuery({
    queryKey: [...INCIDENTS, 'one', ref],
    queryFn: ({ signal }) => request<IncidentAnswer>(urlOf(ref), { signal }),
    refetchInterval: EVERY,
  })
}

export async function incidentsChanged(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: INCIDENTS })
}

export async function createIncident(client: QueryClient, body: NewIncidentRequest): Promise<NewIncidentAnswer> {
  const made = await request<NewIncidentAnswer>(URL, { method: 'POST', body })
  void incidentsChanged(client)
  return made
}

type Words = { readonly message?: string; readonly resolution_note?: string; readonly root_cause?: string }

/** Shows the change at once and takes it back when the hub refuses. */
export async function act(client: QueryClient, shortId: string, action: IncidentAction, words: Words = {}): Promise<void> {
  const before = client.getQueriesData<Shown>({ queryKey: INCIDENTS })
  await client.cancelQueries({ queryKey: INCIDENTS })
  client.setQueriesData<Shown>({ queryKey: INCIDENTS }, (shown) => changedIn(shown, shortId, action))
  try {
    await request(urlOf(shortId, `${action}/`), { method: 'POST', body: words })
  } catch (error) {
    for (const [key, data] of before) client.setQueryData(key, data)
    throw error
  } finally {
    void incidentsChanged(client)
  }
}

type Shown = Page<IncidentRow> | IncidentAnswer | OpenCountsAnswer | undefined

function changedIn(shown: Shown, shortId: string, action: IncidentAction): Shown {
  if (shown === undefined) return shown
  if ('results' in shown)
    return { ...shown, results: shown.results.map((row) => (row.short_id === shortId ? { ...row, status: after(row, action) } : row)) }
  if (!('short_id' in shown) || shown.short_id !== shortId) return shown
  const status = after(shown, action)
  return { ...shown, status, allowed_actions: allowedActions(status) }
}

const after = ({ status }: Pick<IncidentRow, 'status'>, action: IncidentAction) => statusAfter(status, action) ?? status

export async function changeIncident(client: QueryClient, shortId: string, body: IncidentChangeRequest): Promise<void> {
  const changed = await request<IncidentAnswer>(urlOf(shortId), { method: 'PATCH', body })
  client.setQueryData([...INCIDENTS, 'one', shortId], changed)
  void incidentsChanged(client)
}

export async function comment(client: QueryClient, shortId: string, body: CommentRequest): Promise<void> {
  await request(urlOf(shortId, 'comments/'), { method: 'POST', body })
  await incidentsChanged(client)
}

export async function addTags(client: QueryClient, shortId: string, tags: readonly string[]): Promise<void> {
  await tagsOf(client, shortId, request(urlOf(shortId, 'tags/'), { method: 'POST', body: { tags } }))
}

export async function removeTag(client: QueryClient, shortId: string, tag: string): Promise<void> {
  await tagsOf(client, shortId, request(urlOf(shortId, `tags/${encodeURIComponent(tag)}/`), { method: 'DELETE' }))
}

async function tagsOf(client: QueryClient, shortId: string, answer: Promise<{ readonly tags: readonly TagRow[] }>): Promise<void> {
  const { tags } = await answer
  client.setQueryData<IncidentAnswer>([...INCIDENTS, 'one', shortId], (shown) => shown && { ...shown, tags })
  void client.invalidateQueries({ queryKey: ['catalog', 'tags'] })
  void incidentsChanged(client)
}

export async function retryStep(client: QueryClient, shortId: string, step: number): Promise<void> {
  await request<IncidentStepRow>(urlOf(shortId, `steps/${step}/retry/`), { method: 'POST' })
  await incidentsChanged(client)
}
