import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCheck, IconCopy } from '../../app/icons.ts'
import styles from './add-host.module.css'

interface CopyBlockProps {
  readonly text: string
  readonly label: string
  /** One of several things that may be done, not the next step. */
  readonly quiet?: boolean
}

/** Something to be pasted elsewhere, with a button that copies it; without a clipboard it is selected instead. */
export function CopyBlock({ text, label, quiet = false }: CopyBlockProps) {
  const { t } = useTranslation()
  const block = useRef<HTMLPreElement>(null)
  const [copied, setCopied] = useState<string | null>(null)
  const [byHand, setByHand] = useState(false)
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    if (!done && block.current) window.getSelection()?.selectAllChildren(block.current)
    setCopied(done ? text : null)
    setByHand(!done)
  }
  const done = copied === text
  return (
    <div className={styles.block}>
      <pre ref={block} className={styles.code}>
        {text}
      </pre>
      <Button
        variant={quiet ? 'default' : 'filled'}
        size={quiet ? 'compact-sm' : 'sm'}
        aria-label={t(done ? 'addHost.copied' : 'addHost.copyOf', { label })}
        leftSection={done ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => void copy()}
      >
        {t(done ? 'users.copied' : 'addHost.copy')}
      </Button>
      <p className="visually-hidden" aria-live="polite">
        {done ? t('users.copied') : ''}
      </p>
      {byHand && <p className="muted">{t('users.copyByHand')}</p>}
    </div>
  )
}
