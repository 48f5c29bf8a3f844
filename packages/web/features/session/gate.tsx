import type { ReactNode } from 'react'
import { IconAlertOctagon, IconCircleCheck } from '../../app/icons.ts'
import { BrandMark } from '../../app/shell/brand-mark.tsx'
import { LanguageMenu, ThemeMenu } from '../../app/shell/preferences-menus.tsx'
import styles from './gate.module.css'

/** The page around a form that stands before the app: sign-in and the forced change of password. */
export function Gate({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <LanguageMenu />
        <ThemeMenu />
      </header>
      <main className={styles.middle}>
        <div className={styles.card}>
          <div className={styles.brand}>
            <BrandMark size={32} />
            Hyperion
          </div>
          <div>
            <h1 className={styles.title}>{title}</h1>
            <p className={styles.lead}>{lead}</p>
          </div>
          {children}
        </div>
      </main>
    </div>
  )
}

export function FormError({ children }: { children: ReactNode }) {
  return (
    <div className={styles.error} role="alert">
      <IconAlertOctagon size={18} aria-hidden />
      <span>{children}</span>
    </div>
  )
}

export function FormSuccess({ children }: { children: ReactNode }) {
  return (
    <div className={styles.success} role="status">
      <IconCircleCheck size={18} aria-hidden />
      <span>{children}</span>
    </div>
  )
}

export const formClass = styles.form
/** A way to another page before the app. */
export const linkClass = styles.link
