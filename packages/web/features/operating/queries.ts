import type { Approval, Tier } from '@hyperion/wire/actions'
import type { ActionAnswer, ActionsAnswer, CapabilitiesAnswer } from '@hyperion/wire/web'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const LOOK_MS = 15_000

/** What a host lets itself be asked. */
export function useCapabilities(host: number) {
  return useQuery({
    queryKey: ['host', host, 'capabilities'],
    queryFn: ({ signal }) => request<CapabilitiesAnswer>(`/api/hosts/${host}/capabilities`, { signal }),
    refetchInterval: LOOK_MS,
  })
}

/** What was asked of a host, or of all, newest first. */
export function useActions(query: { readonly host?: number; readonly state?: string; readonly limit?: number; readonly offset?: number }) {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  return useQuery({
    queryKey: ['actions', query],
    queryFn: ({ signal }) => request<ActionsAnswer>(`/api/actions?${search}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_MS,
  })
}

/** Decides about an action, cancels it, or undoes it. */
export function decideAction(id: string, verb: 'approve' | 'refuse' | 'cancel'): Promise<ActionAnswer> {
  return request(`/api/actions/${id}/${verb}`, { method: 'POST' })
}

export function undoAction(id: string, reason: string): Promise<ActionAnswer> {
  return request(`/api/actions/${id}/undo`, { method: 'POST', body: { reason } })
}

export function setApproval(host: number, approval: Approval): Promise<unknown> {
  return request(`/api/hosts/${host}/approval`, { method: 'PUT', body: { approval } })
}

/** How far a host over SSH may be operated; with `roots`, in which folders its files may be reached too. */
export function setSshTier(host: number, tier: Tier, roots?: readonly string[]): Promise<unknown> {
  return request(`/api/ssh-hosts/${host}/tier`, { method: 'PUT', body: { tier, ...(roots && { file_roots: roots }) } })
}
