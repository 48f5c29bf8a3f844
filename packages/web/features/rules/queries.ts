import type { RuleMetricsAnswer, RuleRequest, RuleRow, RulesAnswer, TrialAnswer, TrialRequest } from '@hyperion/wire/web'
import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const RULES = ['rules'] as const

export function useRules() {
  return useQuery({
    queryKey: RULES,
    queryFn: ({ signal }) => request<RulesAnswer>('/api/rules', { signal }),
    refetchInterval: 60_000,
  })
}

/** What a rule can watch, and the tags there are. */
export function useRuleMetrics() {
  return useQuery({
    queryKey: [...RULES, 'metrics'],
    queryFn: ({ signal }) => request<RuleMetricsAnswer>('/api/rules/metrics', { signal }),
    staleTime: 300_000,
  })
}

/** What a rule would have done; a newer question ends the one before. */
export function useTrial(question: TrialRequest | null) {
  return useQuery({
    queryKey: [...RULES, 'trial', question],
    queryFn: ({ signal }) => request<TrialAnswer>('/api/rules/trial', { method: 'POST', body: question, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
    enabled: question !== null,
  })
}

export async function saveRule(client: QueryClient, id: number | null, body: RuleRequest): Promise<RuleRow> {
  return await changing(client, () =>
    id === null ? request<RuleRow>('/api/rules', { method: 'POST', body }) : request<RuleRow>(`/api/rules/${id}`, { method: 'PUT', body }),
  )
}

export async function deleteRule(client: QueryClient, id: number): Promise<void> {
  await changing(client, () => request(`/api/rules/${id}`, { method: 'DELETE' }))
}

/** The list is asked for anew also after a refusal; the alerts of a changed rule end. */
async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    void client.invalidateQueries({ queryKey: RULES, exact: true })
    void client.invalidateQueries({ queryKey: ['alerts'] })
  }
}
