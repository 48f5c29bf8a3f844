import type { ContactMethodRow } from '@hyperion/wire/escalation'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { KindFields } from '../channels/kind-fields.tsx'
import { useWords } from '../channels/use-words.ts'
import { OneTimeSecret } from '../users/one-time-secret.tsx'
import users from '../users/users.module.css'
import { deleteMethod, type SavedContact, saveMethod, useContactKinds } from './queries.ts'

interface MethodDialogProps {
  /** Null for a new one. */
  readonly method: ContactMethodRow | null
  readonly onClose: (said?: string) => void
}

/** An address of one's own, drawn from the definition of its kind of channel. */
export function MethodDialog({ method, onClose }: MethodDialogProps) {
  const { t } = useTranslation()
  const words = useWords()
  const client = useQueryClient()
  const kinds = (useContactKinds().data ?? []).filter(({ available }) => available)
  const [chosen, setChosen] = useState(method?.kind ?? '')
  const [label, setLabel] = useState(method?.label ?? '')
  const [values, setValues] = useState<Readonly<Record<string, string>>>(method?.settings ?? {})
  const [saved, setSaved] = useState<SavedContact | null>(null)
  const kind = kinds.find((each) => each.kind === chosen) ?? kinds[0]
  const names = kind?.fields.map(({ name }) => `settings.${name}`) ?? []
  const submission = useSubmit(['kind', 'label', ...names])
  const { errors } = submission
  const submit = async () => {
    if (!kind) return
    const set = method?.secrets_set ?? []
    const missing = kind.fields.filter((each) => each.required && !each.generated && !set.includes(each.name) && !values[each.name]?.trim())
    const wrong = [...(label.trim() === '' ? ['label'] : []), ...missing.map(({ name }) => `settings.${name}`)]
    if (!submission.check(Object.fromEntries(wrong.map((field) => [field, t('form.required')])))) return
    const given = kind.fields.flatMap(({ name, secret }) => {
      const value = values[name]?.trim() ?? ''
      return secret && value === '' ? [] : [[name, value] as const]
    })
    const body = { kind: kind.kind, label: label.trim(), settings: Object.fromEntries(given) }
    const done = await submission.run(() => saveMethod(client, method?.id ?? null, body))
    if (!done) return
    if (Object.keys(done.answer.generated).length > 0) setSaved(done.answer)
    else onClose(t('maintenance.saved', { name: done.answer.label }))
  }
  const [made] = Object.values(saved?.generated ?? {})
  const bare = Object.fromEntries(names.map((field) => [field.replace('settings.', ''), errors[field]]))
  return (
    <Dialog title={t(method ? 'paging.editMethod' : 'paging.addMethod')} onClose={() => onClose()}>
      {saved && made !== undefined ? (
        <OneTimeSecret
          said={t('maintenance.saved', { name: saved.label })}
          secret={made}
          label={t('channels.generated')}
          text={t('channels.generatedText')}
          onDone={onClose}
        />
      ) : (
        <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={() => onClose()}>
          {!method && (
            <NativeSelect
              data-autofocus
              name="kind"
              label={t('channels.kind')}
              data={kinds.map(({ kind: value, label: of }) => ({ value, label: words(of) }))}
              value={kind?.kind ?? ''}
              error={errors.kind}
              onChange={(event) => {
                setChosen(event.currentTarget.value)
                setValues({})
              }}
            />
          )}
          <TextInput
            name="label"
            label={t('maintenance.name')}
            placeholder={t('paging.labelExample')}
            maxLength={100}
            value={label}
            error={errors.label}
            onChange={(event) => {
              setLabel(event.currentTarget.value)
              submission.clear('label')
            }}
          />
          {kind && (
            <KindFields
              kind={kind}
              secretsSet={method?.secrets_set ?? null}
              settings={values}
              errors={bare}
              onChange={(next, field) => {
                setValues(next)
                submission.clear(`settings.${field}`)
              }}
            />
          )}
        </DialogForm>
      )}
    </Dialog>
  )
}

export function DeleteMethodDialog({ method, onClose }: { method: ContactMethodRow; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([] as const)
  const submit = async () => {
    if (await submission.run(() => deleteMethod(client, method.id))) onClose(t('catalog.deleted', { name: method.label }))
  }
  return (
    <Dialog title={t('catalog.deleteTitle', { name: method.label })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('reports.delete')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <ul className={users.goes}>
          <li>{t('paging.deleteMethodText')}</li>
        </ul>
      </DialogForm>
    </Dialog>
  )
}
