import type { RuleRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { IconLock, IconTrash } from '../../app/icons.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import thresholds from '../thresholds/thresholds.module.css'
import { DeleteRuleDialog } from './delete-rule-dialog.tsx'
import { draftErrors, draftOf, FIELDS, type FieldName, type Metrics, newDraft, type RuleDraft, requestOf } from './draft.ts'
import { saveRule } from './queries.ts'
import { RuleFields } from './rule-fields.tsx'
import styles from './rules.module.css'
import { Trial } from './trial.tsx'

interface RuleEditorProps {
  readonly rule: RuleRow | null
  readonly metrics: Metrics
}

export function RuleEditor({ rule, metrics }: RuleEditorProps) {
  const { t } = useTranslation()
  const permitted = usePermitted('config')
  const [deleting, setDeleting] = useState(false)
  const { submission, draft, edit, save } = useRuleForm(rule, metrics)
  const navigate = useNavigate()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!submission.busy) void save()
  }
  const sound = Object.keys(draftErrors({ ...draft, name: draft.name || '-' }, metrics)).length === 0
  return (
    <div className={styles.editor}>
      <form ref={submission.form} className={settings.card} onSubmit={send} noValidate>
        {!permitted && (
          <p className={thresholds.readonly}>
            <IconLock size={18} aria-hidden />
            {t('rules.readonly')}
          </p>
        )}
        {submission.failure && <FormError>{submission.failure}</FormError>}
        <fieldset className={styles.whole} disabled={!permitted}>
          <RuleFields draft={draft} errors={submission.errors} metrics={metrics} fixedKind={rule?.built_in ?? false} onChange={edit} />
        </fieldset>
        {permitted && (
          <div className={styles.actions}>
            <Button type="submit" loading={submission.busy}>
              {t(rule ? 'common.save' : 'rules.create')}
            </Button>
            <Button variant="default" disabled={submission.busy} onClick={() => void navigate('/settings/rules')}>
              {t('common.cancel')}
            </Button>
            {rule && !rule.built_in && (
              <Button
                variant="subtle"
                className={styles.delete ?? ''}
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => setDeleting(true)}
              >
                {t('rules.delete')}
              </Button>
            )}
          </div>
        )}
      </form>
      <Trial rule={sound ? { ...requestOf(draft, metrics), name: draft.name.trim() || t('rules.add') } : null} />
      {deleting && rule && <DeleteRuleDialog rule={rule} onClose={() => setDeleting(false)} />}
    </div>
  )
}

function useRuleForm(rule: RuleRow | null, metrics: Metrics) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const submission = useSubmit(FIELDS, { CONFLICT: { field: 'name', text: t('rules.taken') } })
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? draftOf(rule, metrics) : newDraft()))
  return {
    submission,
    draft,
    edit: (part: Partial<RuleDraft>, ...fields: readonly FieldName[]) => {
      setDraft((before) => ({ ...before, ...part }))
      for (const field of fields) submission.clear(field)
    },
    save: async () => {
      const found = Object.entries(draftErrors(draft, metrics)).map(([field, key]) => [field, t(key)] as const)
      if (!submission.check(Object.fromEntries(found))) return
      const done = await submission.run(() => saveRule(client, rule?.id ?? null, requestOf(draft, metrics)))
      if (done) await navigate('/settings/rules')
    },
  }
}
