import type { PasswordRequest, SessionAnswer, SignInOptionsAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { ApiError, request } from '../../app/api.ts'

const SESSION = ['session'] as const

export type Session = SessionAnswer | null

async function loadSession(): Promise<Session> {
  try {
    return await request<SessionAnswer>('/api/session', { own401: true })
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}

/** Who is signed in; null for nobody. */
export function useSession() {
  return useQuery({ queryKey: SESSION, queryFn: loadSession, staleTime: 60_000 })
}

/** Whether whoever is signed in may do this; the hub has the last word. */
export function usePermitted(permission: string): boolean {
  return useSession().data?.user.permissions.includes(permission) ?? false
}

/** Asks the hub afresh; false also when it does not answer: an outage ends no session. */
export async function sessionEnded(client: QueryClient): Promise<boolean> {
  const session = await loadSession().catch(() => undefined)
  if (session === null) endSession(client)
  return session === null
}

export interface Credentials {
  readonly username: string
  readonly password: string
  /** Of a second factor; asked for with `OTP_REQUIRED`. */
  readonly otp?: string
}

/** What the hub offers besides a password; it seldom changes. */
export function useSignInOptions() {
  return useQuery({
    queryKey: [...SESSION, 'options'],
    queryFn: () => request<SignInOptionsAnswer>('/api/session/options'),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export async function askForReset(account: string): Promise<void> {
  await request('/api/password-reset', { method: 'POST', body: { account } })
}

export async function setForgottenPassword(token: string, new_password: string): Promise<void> {
  await request('/api/password-reset/confirm', { method: 'POST', body: { token, new_password } })
}

export async function signIn(client: QueryClient, credentials: Credentials): Promise<SessionAnswer> {
  const session = await request<SessionAnswer>('/api/session', { method: 'POST', body: credentials, own401: true })
  client.setQueryData<Session>(SESSION, session)
  return session
}

export async function signOut(client: QueryClient): Promise<void> {
  await request('/api/session', { method: 'DELETE', own401: true }).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 401)) throw error
  })
  endSession(client)
}

export async function changePassword(client: QueryClient, body: PasswordRequest): Promise<void> {
  await request('/api/session/password', { method: 'POST', body, own401: true })
  await client.fetchQuery({ queryKey: SESSION, queryFn: loadSession, staleTime: 0 })
}

/** Forgets who was signed in and everything that was shown to them. */
export function endSession(client: QueryClient): void {
  client.setQueryData<Session>(SESSION, null)
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] })
}

const BEFORE_SIGN_IN = ['/sign-in', '/password', '/forgot', '/reset']

/** Where to go after signing in: a page of this app, never another site. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/'
  return BEFORE_SIGN_IN.some((page) => next.startsWith(page)) ? '/' : next
}

/** A page that the hub itself serves beside this app and that asked for a sign-in, or null. */
export function hubPage(next: string | null): string | null {
  return next !== null && /^\/(api\/(docs|redoc|schema)|media\/reports)(\/|$)/.test(next) && !next.includes('\\') ? next : null
}
