import type {
  ActionAnswer,
  ActionsAnswer,
  CommandRequest,
  CommandsAnswer,
  CommandView,
  StepCommandsAnswer,
  StepCommandsRequest,
} from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const COMMANDS = ['commands'] as const

/** Saved commands that one may run: on one host, or all. */
export function useCommands(host?: number) {
  return useQuery({
    queryKey: [...COMMANDS, host ?? null],
    queryFn: ({ signal }) => request<CommandsAnswer>(`/api/commands${host === undefined ? '' : `?host=${host}`}`, { signal }),
    refetchInterval: 60_000,
  })
}

/** Terminals of a host, newest first. */
export function useTerminals(host: number) {
  return useQuery({
    queryKey: ['actions', 'terminals', host],
    queryFn: ({ signal }) => request<ActionsAnswer>(`/api/actions?host=${host}&operation=command.terminal&limit=10`, { signal }),
    refetchInterval: 15_000,
  })
}

export async function saveCommand(client: QueryClient, id: number | null, body: CommandRequest): Promise<CommandView> {
  return await changing(client, () =>
    id === null
      ? request<CommandView>('/api/commands', { method: 'POST', body })
      : request<CommandView>(`/api/commands/${id}`, { method: 'PUT', body }),
  )
}

export async function deleteCommand(client: QueryClient, id: number): Promise<void> {
  await changing(client, () => request(`/api/commands/${id}`, { method: 'DELETE' }))
}

/** Begins it: its output is read over the socket. */
export function runSaved(
  host: number,
  id: number,
  values: Readonly<Record<string, string>>,
  why: { readonly reason: string; readonly incident?: string | undefined },
): Promise<ActionAnswer> {
  return request(`/api/hosts/${host}/commands/${id}/run?wait=0`, { method: 'POST', body: { values, ...why } })
}

/** Which saved commands the steps of a runbook name. */
export function useStepCommands(runbook: string) {
  return useQuery({
    queryKey: ['catalog', 'runbooks', runbook, 'commands'],
    queryFn: ({ signal }) => request<StepCommandsAnswer>(`/api/runbooks/${encodeURIComponent(runbook)}/commands`, { signal }),
  })
}

export async function saveStepCommands(client: QueryClient, runbook: string, body: StepCommandsRequest): Promise<void> {
  await request(`/api/runbooks/${encodeURIComponent(runbook)}/commands`, { method: 'PUT', body })
  await client.invalidateQueries({ queryKey: ['catalog', 'runbooks', runbook, 'commands'] })
}

export interface AdHoc {
  readonly program: string
  readonly arguments: readonly string[]
  readonly time_limit_s: number
}

export function runAdHoc(host: number, command: AdHoc, reason: string): Promise<ActionAnswer> {
  return request(`/api/hosts/${host}/commands/run?wait=0`, { method: 'POST', body: { ...command, reason } })
}

async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    void client.invalidateQueries({ queryKey: COMMANDS })
  }
}
