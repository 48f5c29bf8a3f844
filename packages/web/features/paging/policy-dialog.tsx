import type { PolicyRow, TargetRow } from '@hyperion/wire/escalation'
import { ActionIcon, Button, MultiSelect, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '../../app/icons.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { type Errors, useSubmit } from '../../app/use-submit.ts'
import styles from './paging.module.css'
import { draftErrors, draftOf, emptyStep, keyOf, moved, type PolicyDraft, requestOf, type StepDraft } from './policy-draft.ts'
import { savePolicy, useTargets } from './queries.ts'

const TYPES = ['schedule', 'user', 'team', 'channel'] as const
const MOST_STEPS = 20

/** The steps of a policy, one under the other as they follow. */
export function PolicyDialog({ policy, onClose }: { policy: PolicyRow | null; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(policy))
  const nextKey = useRef(draft.steps.length)
  const targets = useTargets().data ?? []
  const stepFields = draft.steps.flatMap((_, at) => [`steps.${at}.targets`, `steps.${at}.delay_minutes`])
  const taken = { field: 'name', text: t('paging.taken') }
  const submission = useSubmit(['name', 'description', ...stepFields, 'repeat', 'notify'], { 'Escalation policy already exists': taken })
  const { errors, clear } = submission
  const change = (part: Partial<PolicyDraft>, field: string) => {
    setDraft((before) => ({ ...before, ...part }))
    clear(field)
  }
  const setSteps = (steps: readonly StepDraft[]) => setDraft((before) => ({ ...before, steps }))
  const submit = async () => {
    const wrong = Object.entries(draftErrors(draft)).map(([field, key]) => [field, t(key)])
    if (!submission.check(Object.fromEntries(wrong))) return
    const done = await submission.run(() => savePolicy(client, policy?.id ?? null, requestOf(draft)))
    if (done) onClose(t('maintenance.saved', { name: done.answer.name }))
  }
  return (
    <Dialog title={t(policy ? 'paging.edit' : 'paging.add')} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={() => onClose()}>
        <TextInput
          data-autofocus
          name="name"
          label={t('maintenance.name')}
          autoComplete="off"
          maxLength={100}
          value={draft.name}
          error={errors.name}
          onChange={(event) => change({ name: event.currentTarget.value }, 'name')}
        />
        <ol className={styles.editor}>
          {draft.steps.map((step, at) => (
            <StepFields
              key={step.key}
              step={step}
              at={at}
              count={draft.steps.length}
              targets={targets}
              errors={errors}
              onChange={(next, field) => {
                setSteps(draft.steps.with(at, next))
                clear(field)
              }}
              onMove={(by) => setSteps(moved(draft.steps, at, by))}
              onRemove={() => setSteps(draft.steps.toSpliced(at, 1))}
            />
          ))}
        </ol>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={draft.steps.length >= MOST_STEPS}
          onClick={() => setSteps([...draft.steps, emptyStep(nextKey.current++)])}
        >
          {t('paging.addStep')}
        </Button>
        <TextInput
          name="repeat"
          inputMode="numeric"
          label={t('paging.repeat')}
          description={t('paging.repeatText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.repeat}
          error={errors.repeat}
          onChange={(event) => change({ repeat: event.currentTarget.value }, 'repeat')}
        />
        <MultiSelect
          name="notify"
          label={t('paging.notify')}
          description={t('paging.notifyText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={targets.filter(({ type }) => type === 'channel').map(({ id, name }) => ({ value: String(id), label: name }))}
          value={[...draft.notify]}
          error={errors.notify}
          onChange={(notify) => change({ notify }, 'notify')}
        />
        <Textarea
          name="description"
          label={t('catalog.description')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={draft.description}
          error={errors.description}
          onChange={(event) => change({ description: event.currentTarget.value }, 'description')}
        />
      </DialogForm>
    </Dialog>
  )
}

interface StepFieldsProps {
  readonly step: StepDraft
  readonly at: number
  readonly count: number
  readonly targets: readonly TargetRow[]
  readonly errors: Errors<string>
  readonly onChange: (step: StepDraft, field: string) => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
}

function StepFields({ step, at, count, targets, errors, onChange, onMove, onRemove }: StepFieldsProps) {
  const { t } = useTranslation()
  const number = at + 1
  const names = { targets: `steps.${at}.targets`, delay: `steps.${at}.delay_minutes` }
  const groups = TYPES.map((type) => ({
    group: t(`paging.types.${type}`),
    items: targets.filter((each) => each.type === type).map((each) => ({ value: keyOf(each), label: each.name })),
  })).filter(({ items }) => items.length > 0)
  const known = new Set(targets.map(keyOf))
  const lost = step.targets.filter((key) => !known.has(key)).map((key) => ({ value: key, label: key }))
  return (
    <li className={styles.step}>
      <div className={styles.stepHead}>
        <span className={styles.number}>{t('paging.step', { number })}</span>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={at === 0}
          aria-label={t('paging.moveUp', { number })}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={number === count}
          aria-label={t('paging.moveDown', { number })}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" disabled={count === 1} aria-label={t('paging.removeStep', { number })} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </div>
      <MultiSelect
        name={names.targets}
        label={t('paging.targets')}
        data={lost.length > 0 ? [...groups, { group: t('paging.lost'), items: lost }] : groups}
        value={[...step.targets]}
        error={errors[names.targets]}
        searchable
        onChange={(next) => onChange({ ...step, targets: next }, names.targets)}
      />
      <TextInput
        name={names.delay}
        inputMode="numeric"
        label={t('paging.delay')}
        value={step.delay}
        error={errors[names.delay]}
        onChange={(event) => onChange({ ...step, delay: event.currentTarget.value }, names.delay)}
      />
    </li>
  )
}
