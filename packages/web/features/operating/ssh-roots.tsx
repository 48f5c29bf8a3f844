import type { Tier } from '@hyperion/wire/actions'
import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { FormError } from '../session/gate.tsx'
import styles from './operating.module.css'
import { setSshTier } from './queries.ts'

const FIELDS = ['file_roots'] as const

interface SshRootsProps {
  readonly host: number
  readonly tier: Tier
  /** As they are set; none stands for the home folder of the account. */
  readonly roots: readonly string[]
  readonly permitted: boolean
}

/** In which folders of a host over SSH files may be reached, one on a line. */
export function SshRoots({ host, tier, roots, permitted }: SshRootsProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit(FIELDS)
  const set = roots.join('\n')
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? set
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (!(await submission.run(() => setSshTier(host, tier, lines)))) return
    await client.invalidateQueries({ queryKey: ['host', host] })
    setDraft(null)
  }
  return (
    <form ref={submission.form} onSubmit={(event) => void save(event)} className={styles.roots}>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <Textarea
        name="file_roots"
        label={t('operating.settings.roots')}
        description={t('operating.settings.rootsText')}
        placeholder={t('operating.settings.rootsNone')}
        autosize
        minRows={2}
        maxRows={10}
        spellCheck={false}
        autoCapitalize="off"
        disabled={!permitted || submission.busy}
        value={text}
        error={submission.errors.file_roots}
        onChange={(event) => {
          submission.clear('file_roots')
          setDraft(event.currentTarget.value)
        }}
      />
      {permitted && (
        <Button type="submit" variant="default" loading={submission.busy} disabled={text === set}>
          {t('operating.settings.rootsSave')}
        </Button>
      )}
    </form>
  )
}
