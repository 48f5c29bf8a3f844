import type { AlertEvent } from './event.ts'

/** How loud a line of news is. */
export type NoticeLevel = 'info' | 'warning' | 'error'

export interface Notice {
  readonly at: number
  readonly level: NoticeLevel
  readonly message: string
}

const LEVELS = { warning: 'warning', critical: 'error' } as const

/** An event in one line, as the live feed tells it. */
export function noticeOf({ kind, level, hostName, message, at }: AlertEvent): Notice {
  if (kind === 'resolved') return { at, level: 'info', message: `${hostName}: ${message} again` }
  const still = kind === 'reminded' ? ', still' : ''
  return { at, level: LEVELS[level], message: `${hostName}: ${message}${still}` }
}
