import type { ComponentType, ReactNode } from 'react'
import styles from './empty-state.module.css'

interface EmptyStateProps {
  readonly icon: ComponentType<{ size: number; className: string; 'aria-hidden': boolean }>
  readonly title?: string
  readonly text: string
  /** The next step. */
  readonly children?: ReactNode
  /** Nothing around it draws a border. */
  readonly framed?: boolean
}

/** Nothing is here yet: what would be, and the next step. */
export function EmptyState({ icon: Icon, title, text, children, framed = false }: EmptyStateProps) {
  return (
    <section className={styles.empty} data-framed={framed || undefined}>
      <Icon size={28} className="muted" aria-hidden />
      {title !== undefined && <h2>{title}</h2>}
      <p className={title === undefined ? undefined : 'muted'}>{text}</p>
      {children}
    </section>
  )
}
