import type { CommandRequest, CommandRole, CommandView } from '@hyperion/wire/web'
import { Button, Checkbox, MultiSelect, NativeSelect, NumberInput, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { NotFoundPage } from '../../app/shell/not-found.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { useHosts } from '../hosts/queries.ts'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import styles from './commands.module.css'
import { ParametersEditor } from './parameters-editor.tsx'
import { saveCommand, useCommands } from './queries.ts'

export function NewCommandPage() {
  return usePermitted('config') ? <Editor command={null} /> : <NotAllowedPage />
}

export function CommandPage() {
  const { id = '' } = useParams()
  const permitted = usePermitted('config')
  const query = useCommands()
  if (!permitted) return <NotAllowedPage />
  if (!query.data) return <PanelPending query={query} height={320} framed />
  const found = query.data.commands.find((command) => String(command.id) === id)
  return found ? <Editor key={id} command={found} /> : <NotFoundPage />
}

const EMPTY: CommandRequest = {
  name: '',
  description: '',
  program: '',
  arguments: [],
  directory: null,
  parameters: [],
  role: 'technicien',
  hosts: [],
  tags: [],
  time_limit_s: 60,
  dangerous: false,
  confirm: '',
}

const FIELDS = [
  'name',
  'description',
  'program',
  'arguments',
  'directory',
  'parameters',
  'hosts',
  'tags',
  'time_limit_s',
  'confirm',
] as const

export interface CommandFieldsProps {
  readonly draft: CommandRequest
  readonly errors: Readonly<Partial<Record<(typeof FIELDS)[number], string>>>
  readonly change: (part: Partial<CommandRequest>) => void
}

function Editor({ command }: { command: CommandView | null }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [first] = useState<CommandRequest>(() => (command ? requestOf(command) : EMPTY))
  const [draft, setDraft] = useState(first)
  useUnsaved(draft !== first)
  const submission = useSubmit(FIELDS, { CONFLICT: { field: 'name', text: t('commands.nameTaken') } })
  const { errors } = submission
  useTitle(command?.name ?? t('commands.add'), t('nav.commands'))
  const change = (part: Partial<CommandRequest>) => {
    setDraft((before) => ({ ...before, ...part }))
    for (const field of Object.keys(part)) submission.clear(field as (typeof FIELDS)[number])
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (submission.busy) return
    const required = t('form.required')
    const missing = { ...(draft.name.trim() === '' && { name: required }), ...(draft.program.trim() === '' && { program: required }) }
    if (!submission.check(missing)) return
    const parameters = draft.parameters.map((each) => ({ ...each, options: each.options.filter((option) => option !== '') }))
    const done = await submission.run(() => saveCommand(client, command?.id ?? null, { ...draft, name: draft.name.trim(), parameters }))
    if (done) void navigate('/settings/commands')
  }
  return (
    <form ref={submission.form} className={settings.page} onSubmit={(event) => void submit(event)} noValidate>
      <h1 className={settings.title}>{command?.name ?? t('commands.add')}</h1>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <section className={settings.card}>
        <WhatFields draft={draft} errors={errors} change={change} />
      </section>
      <section className={settings.card}>
        <ParametersEditor parameters={draft.parameters} error={errors.parameters} onChange={(parameters) => change({ parameters })} />
      </section>
      <section className={settings.card}>
        <WhoFields draft={draft} errors={errors} change={change} />
      </section>
      <div className={styles.actions}>
        <Button type="submit" loading={submission.busy}>
          {t('common.save')}
        </Button>
        <Button component={Link} to="/settings/commands" variant="default">
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

function WhatFields({ draft, errors, change }: CommandFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput
        name="name"
        label={t('commands.name')}
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        error={errors.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        name="description"
        label={t('commands.description')}
        maxLength={1000}
        autoComplete="off"
        value={draft.description}
        error={errors.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <TextInput
        className={styles.mono ?? ''}
        name="program"
        label={t('commands.program')}
        description={t('commands.programText')}
        placeholder="systemctl"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={draft.program}
        error={errors.program}
        onChange={(event) => change({ program: event.currentTarget.value })}
      />
      <Textarea
        className={styles.mono ?? ''}
        name="arguments"
        label={t('commands.arguments')}
        description={t('commands.argumentsSaved', { example: '{{unit}}', interpolation: { skipOnVariables: true } })}
        placeholder={'restart\n{{unit}}'}
        autosize
        minRows={2}
        autoCapitalize="off"
        spellCheck={false}
        value={draft.arguments.join('\n')}
        error={errors.arguments}
        onChange={(event) => change({ arguments: event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n') })}
      />
      <TextInput
        className={styles.mono ?? ''}
        name="directory"
        label={t('commands.directory')}
        description={t('commands.directoryText')}
        placeholder="/srv/app"
        spellCheck={false}
        value={draft.directory ?? ''}
        error={errors.directory}
        onChange={(event) => change({ directory: event.currentTarget.value || null })}
      />
    </>
  )
}

function WhoFields({ draft, errors, change }: CommandFieldsProps) {
  const { t } = useTranslation()
  const hosts = useHosts().data?.hosts ?? []
  const roles: readonly CommandRole[] = ['technicien', 'admin']
  return (
    <>
      <h2>{t('commands.who')}</h2>
      <NativeSelect
        name="role"
        label={t('commands.role')}
        data={roles.map((value) => ({ value, label: t(`commands.roles.${value}`) }))}
        value={draft.role}
        onChange={(event) => change({ role: event.currentTarget.value as CommandRole })}
      />
      <MultiSelect
        label={t('commands.hosts')}
        description={t('commands.hostsText')}
        data={hosts.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={draft.hosts.map(String)}
        error={errors.hosts}
        searchable
        onChange={(chosen) => change({ hosts: chosen.map(Number) })}
      />
      <TagsInput label={t('commands.tags')} value={[...draft.tags]} error={errors.tags} onChange={(tags) => change({ tags })} />
      <NumberInput
        name="time_limit_s"
        label={t('commands.timeLimit')}
        min={1}
        max={86_400}
        value={draft.time_limit_s}
        error={errors.time_limit_s}
        onChange={(value) => change({ time_limit_s: Number(value) })}
      />
      <Checkbox
        label={t('commands.dangerous')}
        description={t('commands.dangerousText')}
        checked={draft.dangerous}
        onChange={(event) => change({ dangerous: event.currentTarget.checked })}
      />
      <TextInput
        name="confirm"
        label={t('commands.confirm')}
        maxLength={1000}
        value={draft.confirm}
        error={errors.confirm}
        onChange={(event) => change({ confirm: event.currentTarget.value })}
      />
    </>
  )
}

function requestOf({ id: _, author: __, updated_at: ___, ...request }: CommandView): CommandRequest {
  return request
}
