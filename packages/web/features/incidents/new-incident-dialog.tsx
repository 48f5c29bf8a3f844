import { DESCRIPTION_LENGTH, SEVERITIES, type Severity, TITLE_LENGTH } from '@hyperion/wire/incidents'
import { Button, MultiSelect, NativeSelect, Select, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { useCollection } from '../services/queries.ts'
import styles from './incidents-page.module.css'
import { createIncident } from './queries.ts'

interface Draft {
  readonly service: string | null
  readonly title: string
  readonly severity: Severity
  readonly description: string
  readonly scopes: readonly string[]
}

const EMPTY: Draft = { service: null, title: '', severity: 'SEV3_MEDIUM', description: '', scopes: [] }
const FIELDS = ['service', 'title', 'severity', 'description', 'impacted_scopes'] as const

/** Opens an incident and leads to its room; where the same one is open already, offers that one. */
export function NewIncidentDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const services = useCollection('services')
  const scopes = useCollection('impact-scopes').data ?? []
  const [draft, setDraft] = useState(EMPTY)
  const [existing, setExisting] = useState<string | null>(null)
  const submission = useSubmit(FIELDS)
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setExisting(null)
    for (const field of FIELDS) if (field in part) submission.clear(field)
  }
  const submit = async () => {
    const { service, title, severity, description, scopes: impacted } = draft
    const missing = {
      ...(service === null && { service: t('form.required') }),
      ...(title.trim() === '' && { title: t('form.required') }),
    }
    if (!submission.check(missing) || service === null) return
    const body = { service, title: title.trim(), severity, description, impacted_scopes: impacted }
    const done = await submission.run(async () => {
      try {
        return await createIncident(client, body)
      } catch (error) {
        const open = existingIn(error)
        if (open === null) throw error
        setExisting(open)
        return null
      }
    })
    if (done?.answer) void navigate(`/incidents/${done.answer.short_id}`)
  }
  const none = services.data?.length === 0
  return (
    <Dialog title={t('incidents.add')} onClose={onClose}>
      <DialogForm {...submission} submit={t('incidents.create')} disabled={none} onSubmit={() => void submit()} onCancel={onClose}>
        {existing !== null && (
          <div className={styles.existing} role="alert">
            <p>{t('incidents.existing', { id: existing })}</p>
            <Button component={Link} to={`/incidents/${existing}`} size="xs">
              {t('incidents.openIt')}
            </Button>
          </div>
        )}
        {none && (
          <div className={styles.existing}>
            <p>{t('incidents.noServices')}</p>
            <Button component={Link} to="/services" size="xs">
              {t('nav.services')}
            </Button>
          </div>
        )}
        <Select
          data-autofocus
          name="service"
          label={t('incidents.field.service')}
          placeholder={t('incidents.chooseService')}
          data={(services.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.service}
          error={submission.errors.service ?? (services.isError ? t('incidents.servicesFailed') : undefined)}
          searchable
          openOnFocus={false}
          required
          withAsterisk={false}
          onChange={(service) => change({ service })}
        />
        <TextInput
          name="title"
          label={t('incidents.field.title')}
          placeholder={t('incidents.titleExample')}
          value={draft.title}
          maxLength={TITLE_LENGTH}
          error={submission.errors.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <NativeSelect
          name="severity"
          label={t('incidents.field.severity')}
          data={SEVERITIES.map((value) => ({ value, label: t(`incidents.severity.${value}`) }))}
          value={draft.severity}
          error={submission.errors.severity}
          onChange={(event) => change({ severity: event.currentTarget.value as Severity })}
        />
        <Textarea
          name="description"
          label={t('incidents.field.description')}
          maxLength={DESCRIPTION_LENGTH}
          autosize
          minRows={2}
          maxRows={8}
          value={draft.description}
          error={submission.errors.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        {scopes.length > 0 && (
          <MultiSelect
            name="impacted_scopes"
            label={t('incidents.field.scopes')}
            data={scopes.map(({ id, name }) => ({ value: id, label: name }))}
            value={[...draft.scopes]}
            error={submission.errors.impacted_scopes}
            searchable
            onChange={(next) => change({ scopes: next })}
          />
        )}
      </DialogForm>
    </Dialog>
  )
}

/** Short id of the incident that is open already, when that is why one was refused. */
function existingIn(error: unknown): string | null {
  const id = error instanceof ApiError && error.status === 409 ? error.body?.short_id : undefined
  return typeof id === 'string' ? id : null
}
