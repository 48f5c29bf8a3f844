import type { ReactNode } from 'react'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '../../app/icons.ts'
import styles from './state-banner.module.css'

const ICONS = { healthy: IconCircleCheck, warning: IconAlertTriangle, critical: IconAlertOctagon, unknown: IconHelpCircle } as const

interface StateBannerProps {
  readonly level: keyof typeof ICONS
  /** What it is the state of, for who does not see where it stands; none inside a part that says so. */
  readonly label?: string
  readonly word: string
  readonly stale?: boolean
  /** Beside the words. */
  readonly aside?: ReactNode
  /** Below the word: why. */
  readonly children: ReactNode
}

/** The answer to "is anything wrong?", before anything else. */
export function StateBanner({ level, label, word, stale = false, aside, children }: StateBannerProps) {
  const Icon = ICONS[level]
  return (
    <section className={styles.banner} data-level={level} data-stale={stale || undefined} aria-label={label}>
      <span className={styles.icon}>
        <Icon size={24} aria-hidden />
      </span>
      <div className={styles.text}>
        <strong className={styles.word} aria-live="polite">
          {word}
        </strong>
        {children}
      </div>
      {aside}
    </section>
  )
}
