import type { RuleRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { deleteRule } from './queries.ts'

export function DeleteRuleDialog({ rule, onClose }: { rule: RuleRow; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const submission = useSubmit([] as readonly never[])
  const submit = async () => {
    if (await submission.run(() => deleteRule(client, rule.id))) await navigate('/settings/rules')
  }
  return (
    <Dialog title={t('rules.deleteTitle', { name: rule.name })} onClose={onClose}>
      <DialogForm {...submission} submit={t('rules.delete')} danger onSubmit={() => void submit()} onCancel={onClose}>
        <p>{t('rules.deleteText')}</p>
        {rule.firing > 0 && <p>{t('rules.deleteFiring', { count: rule.firing })}</p>}
      </DialogForm>
    </Dialog>
  )
}
