import type { Credentials } from './options.ts'

export interface MonitorLog {
  info(message: string): void
  error(message: string): void
}

/** One line an event, with the time; what Discord or the hub said may hold anything but the secrets. */
export function monitorLog(secrets: readonly string[]): MonitorLog {
  const line = (message: string): string => {
    const told = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), message)
    return `${new Date().toISOString()} monitor: ${told.replace(/\p{Cc}+/gu, ' ')}`
  }
  return { info: (message) => console.log(line(message)), error: (message) => console.error(line(message)) }
}

/** A shorter one would be found in common words. */
const SHORTEST_SECRET = 6

/** What must never be printed. */
export function secretsOf(credentials: Credentials, webhook: URL | undefined): readonly string[] {
  const path = webhook?.pathname.split('/').at(-1)
  const credential = credentials.kind === 'token' ? credentials.token : credentials.password
  return [path ?? '', credential].filter(({ length }) => length >= SHORTEST_SECRET)
}
