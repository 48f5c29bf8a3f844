import type { IconUser } from '../icons.ts'

/** A page as the navigations and the palette know it. */
export interface PageEntry {
  readonly to: string
  readonly label: string
  readonly icon: typeof IconUser
  readonly group: 'main' | 'settings'
  /** Shown only to those who may. */
  readonly permission?: string
  /** Other pages that this entry stands for, and those under them. */
  readonly also?: string
}
