import type { HostSummary } from '@hyperion/wire/web'
import { Button, NumberInput, TagsInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { FormError } from '../session/gate.tsx'
import { draftOf, saveHost } from './changes.ts'
import styles from './host-form.module.css'
import { useHosts } from './queries.ts'

/** Name, interval and tags; of the hub's own machine only the tags are ours to set. */
export function HostForm({ summary, permitted }: { summary: HostSummary; permitted: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const known = [...new Set(useHosts().data?.hosts.flatMap(({ tags }) => tags) ?? [])].sort()
  const [draft, setDraft] = useState(() => draftOf(summary))
  const [saved, setSaved] = useState(false)
  const submission = useSubmit(['name', 'interval_seconds', 'tags'] as const)
  const { errors, clear } = submission
  const own = summary.kind === 'hub'
  const change = (part: Partial<typeof draft>, field: 'name' | 'interval_seconds' | 'tags') => {
    setDraft({ ...draft, ...part })
    setSaved(false)
    clear(field)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    const name = draft.name.trim()
    if (!submission.check(name === '' ? { name: t('hostPage.settings.nameMissing') } : {})) return
    if (!(await submission.run(() => saveHost(summary, { ...draft, name })))) return
    setSaved(true)
    await Promise.all(
      ['hosts', 'host'].map((what) => client.invalidateQueries({ queryKey: what === 'host' ? ['host', summary.id] : [what] })),
    )
  }
  return (
    <form ref={submission.form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <TextInput
        name="name"
        label={t('hostPage.settings.name')}
        description={own ? t('hostPage.settings.ownName') : undefined}
        value={draft.name}
        error={errors.name}
        maxLength={150}
        disabled={own || !permitted}
        onChange={(event) => change({ name: event.currentTarget.value }, 'name')}
      />
      <NumberInput
        name="interval_seconds"
        label={t('hostPage.settings.interval')}
        description={t(own ? 'hostPage.settings.ownInterval' : 'hostPage.settings.intervalText')}
        placeholder={t('hostPage.settings.common', { seconds: summary.interval_seconds })}
        value={draft.interval ?? ''}
        error={errors.interval_seconds}
        min={1}
        max={300}
        allowDecimal={false}
        disabled={own || !permitted}
        onChange={(value) => change({ interval: typeof value === 'number' ? value : null }, 'interval_seconds')}
      />
      <TagsInput
        name="tags"
        label={t('maintenance.tags')}
        description={t('hostPage.settings.tagsText')}
        data={known}
        value={[...draft.tags]}
        error={errors.tags}
        disabled={!permitted}
        onChange={(tags) => change({ tags }, 'tags')}
      />
      {permitted && (
        <div className={styles.formActions}>
          <Button type="submit" loading={submission.busy}>
            {t('hostPage.settings.save')}
          </Button>
          <span aria-live="polite" className="muted">
            {saved && t('hostPage.settings.saved')}
          </span>
        </div>
      )}
    </form>
  )
}
