const key = (host: number): string => `hyperion.reason.${host}`

/** Why something was last done on a host, in this tab: the next thing is mostly done for the same. */
export function lastReason(host: number): string {
  return sessionStorage.getItem(key(host)) ?? ''
}

export function rememberReason(host: number, reason: string): void {
  sessionStorage.setItem(key(host), reason)
}
