import type { IntegrationRow, OwnAlerts } from '@hyperion/wire/inbound'
import { OWN_ALERTS } from '@hyperion/wire/inbound'
import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { FormError } from '../session/gate.tsx'
import settings from '../settings/settings.module.css'
import { draftOf, problemsOf, type SettingsField, settingsOf } from './draft.ts'
import type { FieldsProps } from './fields-props.ts'
import styles from './integrations.module.css'
import { changeIntegration, useServiceNames } from './queries.ts'
import { SeverityFields } from './severity-fields.tsx'

const FIELDS = [
  'name',
  'service_label',
  'settings.catch_all',
  'severities',
  'page_limit',
  'flood_limit',
  'signature_secret',
] as const satisfies readonly SettingsField[]

/** How its alerts become incidents. */
export function SettingsForm({ integration, onSaved }: { integration: IntegrationRow; onSaved: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(integration))
  const submission = useSubmit<SettingsField>(FIELDS)
  const own = integration.kind === 'hyperion'
  const set: FieldsProps['set'] = (change, field) => {
    setDraft((before) => ({ ...before, ...change }))
    submission.clear(field)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = Object.entries(problemsOf(draft)).map(([field, problem]) => [field, t(`integrations.problems.${problem}`)])
    if (submission.busy || !submission.check(Object.fromEntries(found))) return
    const { name, signatureSecret } = draft
    const body = {
      settings: settingsOf(draft, own),
      ...(name.trim() !== integration.name && { name: name.trim() }),
      ...(signatureSecret !== '' && { signature_secret: signatureSecret }),
    }
    const done = await submission.run(() => changeIntegration(client, integration.id, body))
    if (!done) return
    setDraft(draftOf(done.answer))
    onSaved()
  }
  const fields = { draft, set, errors: submission.errors }
  return (
    <form ref={submission.form} className={settings.card} onSubmit={(event) => void submit(event)} noValidate aria-labelledby="settings">
      <h2 id="settings">{t('integrations.settings.title')}</h2>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      {own && <OwnAlertsField draft={draft} set={set} />}
      <RoutingFields {...fields} own={own} />
      <SeverityFields {...fields} kind={integration.kind} />
      <LimitFields {...fields} />
      {integration.kind === 'grafana' && <SignatureField {...fields} integration={integration} />}
      <div className={styles.deeds}>
        <Button type="submit" loading={submission.busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

function OwnAlertsField({ draft, set }: Pick<FieldsProps, 'draft' | 'set'>) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      label={t('integrations.own.label')}
      description={t('integrations.own.text')}
      data={OWN_ALERTS.map((value) => ({ value, label: t(`integrations.own.${value}`) }))}
      value={draft.ownAlerts}
      onChange={(event) => set({ ownAlerts: event.currentTarget.value as OwnAlerts }, 'name')}
    />
  )
}

function RoutingFields({ draft, set, errors, own }: FieldsProps & { readonly own: boolean }) {
  const { t } = useTranslation()
  const services = useServiceNames().data?.results ?? []
  const unknown = draft.catchAll !== '' && !services.some(({ id }) => id === draft.catchAll)
  const data = [
    { value: '', label: t('integrations.settings.hubCatchAll') },
    ...(unknown ? [{ value: draft.catchAll, label: draft.catchAll }] : []),
    ...services.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <div className={styles.pair}>
      <TextInput
        name="name"
        label={t('integrations.name')}
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        error={errors.name}
        onChange={(event) => set({ name: event.currentTarget.value }, 'name')}
      />
      {!own && (
        <TextInput
          name="service_label"
          label={t('integrations.settings.serviceLabel')}
          maxLength={128}
          autoComplete="off"
          value={draft.serviceLabel}
          error={errors.service_label}
          onChange={(event) => set({ serviceLabel: event.currentTarget.value }, 'service_label')}
        />
      )}
      <NativeSelect
        name="settings.catch_all"
        label={t(own ? 'integrations.settings.catchAllOwn' : 'integrations.settings.catchAll')}
        data={data}
        value={draft.catchAll}
        error={errors['settings.catch_all']}
        onChange={(event) => set({ catchAll: event.currentTarget.value }, 'settings.catch_all')}
      />
    </div>
  )
}

function LimitFields({ draft, set, errors }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('integrations.settings.flood')}</legend>
      <div className={styles.pair}>
        <TextInput
          name="page_limit"
          inputMode="numeric"
          label={t('integrations.settings.pageLimit')}
          description={t('integrations.settings.pageText')}
          value={draft.pageLimit}
          error={errors.page_limit}
          onChange={(event) => set({ pageLimit: event.currentTarget.value }, 'page_limit')}
        />
        <TextInput
          name="flood_limit"
          inputMode="numeric"
          label={t('integrations.settings.floodLimit')}
          description={t('integrations.settings.floodText')}
          value={draft.floodLimit}
          error={errors.flood_limit}
          onChange={(event) => set({ floodLimit: event.currentTarget.value }, 'flood_limit')}
        />
      </div>
    </fieldset>
  )
}

function SignatureField({ draft, set, errors, integration }: FieldsProps & { readonly integration: IntegrationRow }) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      name="signature_secret"
      label={t('integrations.settings.secret')}
      description={t(integration.signed ? 'integrations.settings.secretKept' : 'integrations.settings.secretText')}
      autoComplete="new-password"
      maxLength={256}
      value={draft.signatureSecret}
      error={errors.signature_secret}
      visibilityToggleButtonProps={{ 'aria-label': t('integrations.settings.showSecret') }}
      onChange={(event) => set({ signatureSecret: event.currentTarget.value }, 'signature_secret')}
    />
  )
}
