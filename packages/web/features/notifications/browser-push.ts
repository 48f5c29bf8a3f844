import type { BrowserRow, PushAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const PUSH = ['push'] as const
const WORKER = { file: '/app/sw.js', scope: '/app/' } as const
const REMEMBERED = 'hyperion.push'

export function usePush() {
  return useQuery({ queryKey: PUSH, queryFn: ({ signal }) => request<PushAnswer>('/api/push', { signal }) })
}

/** Why this browser cannot be told while the app is closed, as a part of a translation key; null when it can. */
export function obstacle(): 'insecure' | 'unsupported' | 'denied' | null {
  if (!window.isSecureContext) return 'insecure'
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return 'unsupported'
  return Notification.permission === 'denied' ? 'denied' : null
}

/** Which of the user's browsers is this one. */
export function thisBrowser(): number | null {
  const id = Number(localStorage.getItem(REMEMBERED))
  return id > 0 ? id : null
}

/** Asks for leave, and tells the hub where to reach this browser. False when leave was not given. */
export async function switchOn(client: QueryClient, publicKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  await navigator.serviceWorker.register(WORKER.file, { scope: WORKER.scope })
  const registration = await navigator.serviceWorker.getRegistration(WORKER.scope)
  const ready = registration?.active ? registration : await navigator.serviceWorker.ready
  const subscription = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  const { endpoint, keys } = subscription.toJSON()
  const row = await request<BrowserRow>('/api/push', { method: 'POST', body: { endpoint, keys, label: browserName(navigator.userAgent) } })
  localStorage.setItem(REMEMBERED, String(row.id))
  await client.invalidateQueries({ queryKey: PUSH })
  return true
}

export async function switchOff(client: QueryClient, id: number): Promise<void> {
  if (id === thisBrowser()) {
    const registration = await navigator.serviceWorker?.getRegistration(WORKER.scope)
    await (await registration?.pushManager.getSubscription())?.unsubscribe()
    localStorage.removeItem(REMEMBERED)
  }
  try {
    await request(`/api/push/${id}`, { method: 'DELETE' })
  } finally {
    await client.invalidateQueries({ queryKey: PUSH })
  }
}

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** `Firefox, Linux` */
export function browserName(userAgent: string): string {
  const found = [BROWSERS, SYSTEMS].map((names) => names.find(([mark]) => userAgent.includes(mark))?.[1])
  return found.filter(Boolean).join(', ') || 'Browser'
}
