import type { ReactNode } from 'react'
import { IconCircleCheck } from '../icons.ts'
import styles from './said.module.css'

/** What was done, once it was: a place that screen readers follow. */
export function Said({ children }: { children: string }) {
  return (
    <div role="status" className={styles.said}>
      {children !== '' && <Done>{children}</Done>}
    </div>
  )
}

/** That something is as it should be. `told`: it came up after the page, so that screen readers say it. */
export function Done({ told = false, children }: { told?: boolean; children: ReactNode }) {
  return (
    <p className={styles.done} role={told ? 'status' : undefined}>
      <IconCircleCheck size={18} aria-hidden />
      {children}
    </p>
  )
}
