import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCheck, IconCopy, IconDownload } from '../../app/icons.ts'
import dialog from '../../app/shell/dialog.module.css'
import { Done } from '../../app/shell/said.tsx'
import styles from './security.module.css'

/** Shown this once: the hub keeps only hashes. */
export function RecoveryCodes({ codes, said, onDone }: { codes: readonly string[]; said: string; onDone: () => void }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const text = codes.join('\n')
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setCopied(done ?? false)
  }
  return (
    <div className={dialog.form}>
      <Done told>{said}</Done>
      <p>{t('twoFactor.codesText')}</p>
      <ol className={styles.codes} data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={styles.actions}>
        <Button
          variant="default"
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => void copy()}
        >
          {t(copied ? 'users.copied' : 'users.copy')}
        </Button>
        <Button
          component="a"
          variant="default"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`Hyperion ${window.location.host}\n\n${text}\n`)}`}
          download="hyperion-recovery-codes.txt"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('twoFactor.download')}
        </Button>
      </div>
      <div className={dialog.actions}>
        <Button data-autofocus onClick={onDone}>
          {t('twoFactor.kept')}
        </Button>
      </div>
    </div>
  )
}
