import type {
  ContactMethodRequest,
  ContactMethodRow,
  ListPage,
  PagingTestAnswer,
  PolicyRequest,
  PolicyRow,
  ReadinessRow,
  RuleRow,
  TargetRow,
} from '@hyperion/wire/escalation'
import type { ChannelKindRow } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const POLICIES = '/api/v1/escalation-policies/'
const METHODS = '/api/v1/me/contact-methods/'
const RULES = '/api/v1/me/notification-rules/'
const OWN = ['paging', 'own'] as const
const READINESS = ['paging', 'readiness'] as const

/** All there is, page after page. */
async function all<T>(path: string, signal: AbortSignal): Promise<readonly T[]> {
  const rows: T[] = []
  for (let page = 1; ; page++) {
    const answer = await request<ListPage<T>>(`${path}?page=${page}&page_size=100`, { signal })
    rows.push(...answer.results)
    if (answer.next === null) return rows
  }
}

export function useTargets() {
  return useQuery({ queryKey: ['paging', 'targets'], queryFn: ({ signal }) => all<TargetRow>(`${POLICIES}targets/`, signal) })
}

export async function savePolicy(client: QueryClient, id: string | null, body: PolicyRequest): Promise<PolicyRow> {
  try {
    return id === null
      ? await request<PolicyRow>(POLICIES, { method: 'POST', body })
      : await request<PolicyRow>(`${POLICIES}${id}/`, { method: 'PUT', body })
  } finally {
    void client.invalidateQueries({ queryKey: ['catalog'] })
    void client.invalidateQueries({ queryKey: READINESS })
  }
}

export function useReadiness() {
  return useQuery({
    queryKey: READINESS,
    queryFn: ({ signal }) => all<ReadinessRow>('/api/v1/on-call/readiness/', signal),
    refetchInterval: 30_000,
  })
}

export async function beginTest(policy: string): Promise<PagingTestAnswer> {
  return await request<PagingTestAnswer>(`${POLICIES}${policy}/test/`, { method: 'POST', body: {} })
}

export async function endTest(client: QueryClient, policy: string, test: string): Promise<void> {
  await request(`${POLICIES}${policy}/test/${test}/resolve/`, { method: 'POST' })
  await client.invalidateQueries({ queryKey: ['paging', 'test', test] })
}

/** Follows a test as long as it is under way. */
export function useTest(policy: string, test: string) {
  return useQuery({
    queryKey: ['paging', 'test', test],
    queryFn: ({ signal }) =>
      request<PagingTestAnswer>(`${POLICIES}${encodeURIComponent(policy)}/test/${encodeURIComponent(test)}/`, { signal }),
    refetchInterval: ({ state }) => (state.data?.ended_at ? false : 1_500),
  })
}

export function useContactMethods() {
  return useQuery({
    queryKey: [...OWN, 'methods'],
    queryFn: ({ signal }) => all<ContactMethodRow>(METHODS, signal),
    refetchInterval: 30_000,
  })
}

export function useContactKinds() {
  return useQuery({
    queryKey: [...OWN, 'kinds'],
    queryFn: ({ signal }) => all<ChannelKindRow>(`${METHODS}kinds/`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useRules() {
  return useQuery({ queryKey: [...OWN, 'rules'], queryFn: ({ signal }) => all<RuleRow>(RULES, signal) })
}

export type SavedContact = ContactMethodRow & { readonly generated: Readonly<Record<string, string>> }

export async function saveMethod(client: QueryClient, id: string | null, { kind, ...change }: ContactMethodRequest): Promise<SavedContact> {
  return changing(client, () =>
    id === null
      ? request<SavedContact>(METHODS, { method: 'POST', body: { kind, ...change } })
      : request<SavedContact>(`${METHODS}${id}/`, { method: 'PUT', body: change }),
  )
}

export async function deleteMethod(client: QueryClient, id: string): Promise<void> {
  await changing(client, () => request(`${METHODS}${id}/`, { method: 'DELETE' }))
}

export async function testMethod(client: QueryClient, id: string): Promise<{ readonly ok: boolean; readonly error: string | null }> {
  return changing(client, () => request(`${METHODS}${id}/test/`, { method: 'POST' }))
}

export async function saveRules(client: QueryClient, rules: readonly RuleRow[]): Promise<void> {
  await changing(client, () => request(RULES, { method: 'PUT', body: { rules } }))
}

async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    for (const queryKey of [OWN, READINESS]) void client.invalidateQueries({ queryKey })
  }
}
