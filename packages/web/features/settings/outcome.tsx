import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCircleCheck } from '../../app/icons.ts'
import styles from './outcome.module.css'

/** Whether something works, and what is to be said of it. */
export function Outcome({ good, text }: { good: boolean; text: string }) {
  const Icon = good ? IconCircleCheck : IconAlertTriangle
  return (
    <p className={good ? styles.good : styles.bad}>
      <Icon size={18} aria-hidden />
      {text}
    </p>
  )
}

/** The button that saves a form; beside it `saved`, once it was. */
export function SaveBar({ busy, saved }: { busy: boolean; saved: string | null }) {
  const { t } = useTranslation()
  return (
    <div className={styles.actions}>
      <Button type="submit" loading={busy}>
        {t('common.save')}
      </Button>
      <div role="status">{saved !== null && <Outcome good text={saved} />}</div>
    </div>
  )
}

interface TestBarProps {
  readonly test: string
  readonly testing: boolean
  readonly onTest: () => void
  readonly remove: string
  readonly onRemove: () => void
}

/** What can be done with a service that is set up: try it, or part with it. */
export function TestBar({ test, testing, onTest, remove, onRemove }: TestBarProps) {
  return (
    <div className={styles.actions}>
      <Button size="xs" variant="default" loading={testing} onClick={onTest}>
        {test}
      </Button>
      <Button size="xs" variant="default" onClick={onRemove}>
        {remove}
      </Button>
    </div>
  )
}
