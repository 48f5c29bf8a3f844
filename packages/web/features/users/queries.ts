import type { NewUserRequest, UserChangeRequest, UserRow, UsersAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const USERS = ['users'] as const

export function useUsers() {
  return useQuery({
    queryKey: USERS,
    queryFn: ({ signal }) => request<UsersAnswer>('/api/users', { signal }),
    refetchInterval: 60_000,
  })
}

export async function createUser(client: QueryClient, body: NewUserRequest): Promise<UserRow> {
  return await changing(client, () => request<UserRow>('/api/users', { method: 'POST', body }))
}

export async function changeUser(client: QueryClient, id: number, body: UserChangeRequest): Promise<UserRow> {
  return await changing(client, () => request<UserRow>(`/api/users/${id}`, { method: 'PUT', body }))
}

export async function deleteUser(client: QueryClient, id: number): Promise<void> {
  await changing(client, () => request(`/api/users/${id}`, { method: 'DELETE' }))
}

export async function resetTwoFactor(client: QueryClient, id: number): Promise<void> {
  await changing(client, () => request(`/api/users/${id}/two-factor`, { method: 'DELETE' }))
}

/** The list is asked for anew also after a refusal: it says what others did meanwhile. */
async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    void client.invalidateQueries({ queryKey: USERS })
  }
}
