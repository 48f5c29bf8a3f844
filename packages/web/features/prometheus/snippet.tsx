import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCheck, IconCopy } from '../../app/icons.ts'
import styles from './prometheus.module.css'

/** Text to be pasted elsewhere. */
export function Snippet({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setCopied(done ?? false)
  }
  return (
    <figure className={styles.snippet}>
      <figcaption>
        <span className="muted" aria-live="polite">
          {copied === false ? t('users.copyByHand') : label}
        </span>
        <Button
          size="xs"
          variant="default"
          leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          onClick={() => void copy()}
        >
          {t(copied ? 'users.copied' : 'users.copy')}
        </Button>
      </figcaption>
      {/* Scrolls sideways on a narrow screen: reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <pre tabIndex={0}>{text}</pre>
    </figure>
  )
}
