import {
  DEFAULT_SEVERITY,
  type Incident,
  type Named,
  SEVERITIES,
  type Severity,
  severityDisplay,
  TITLE_LENGTH,
} from '@hyperion/domain/incidents'
import { fitted } from './mrkdwn.ts'
import type { Words } from './words.ts'

/** Ids of forms and of the fields in them. */
export const CREATE_FORM = 'incident_create'
export const RESOLVE_FORM = 'incident_resolve'
const SERVICE_FIELD = 'service'

const TITLE_OF_FORM = 24
const TEXT_LENGTH = 3000
const OPTION_LENGTH = 75
/** More options than this are looked up as one types. */
export const MOST_OPTIONS = 100

/** What a form carries along: where to answer, and what it is about. */
export interface FormContext {
  readonly channel: string | null
  /** UUID, of a form about one. */
  readonly incident: string | null
}

export function createForm(words: Words, services: readonly Named[], title: string, context: FormContext): object {
  const { form } = words
  const few = services.length <= MOST_OPTIONS
  const service = few ? { type: 'static_select', options: services.map(serviceOption) } : { type: 'external_select', min_query_length: 0 }
  const severities = SEVERITIES.map((severity) => option(severityDisplay(severity), severity))
  const chosen = severities[SEVERITIES.indexOf(DEFAULT_SEVERITY)]
  const initial = title === '' ? {} : { initial_value: title.slice(0, TITLE_LENGTH) }
  return view(CREATE_FORM, form.create, form.submitCreate, words, context, [
    input(SERVICE_FIELD, form.service, { ...service, placeholder: text(form.choose) }),
    input('title', form.title, { type: 'plain_text_input', max_length: TITLE_LENGTH, ...initial }),
    input('severity', form.severity, { type: 'static_select', options: severities, initial_option: chosen }),
    input('description', form.description, { type: 'plain_text_input', multiline: true, max_length: TEXT_LENGTH }, true),
  ])
}

export function resolveForm(words: Words, { shortId, resolutionNote, rootCause, id }: Incident, channel: string | null): object {
  const { form } = words
  const area = (initial: string) => ({
    type: 'plain_text_input',
    multiline: true,
    max_length: TEXT_LENGTH,
    ...(initial === '' ? {} : { initial_value: initial.slice(0, TEXT_LENGTH) }),
  })
  return view(RESOLVE_FORM, `${form.resolve} ${shortId}`, form.resolve, words, { channel, incident: id }, [
    input('note', form.note, area(resolutionNote)),
    input('cause', form.cause, area(rootCause), true),
  ])
}

export function serviceOption({ id, name }: Named): object {
  return option(name, id)
}

/** What was entered, by field; empty where nothing was. */
export function entered(state: unknown): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {}
  for (const [block, actions] of Object.entries(record(record(state).values))) {
    const [field] = Object.values(record(actions)).map(record)
    const value = field?.value ?? record(field?.selected_option).value
    fields[block] = typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : ''
  }
  return fields
}

export function contextOf(metadata: unknown): FormContext {
  try {
    const { channel, incident } = record(JSON.parse(String(metadata)))
    return { channel: typeof channel === 'string' ? channel : null, incident: typeof incident === 'string' ? incident : null }
  } catch {
    return { channel: null, incident: null }
  }
}

export function severityOf(value: string | undefined): Severity {
  return SEVERITIES.find((each) => each === value) ?? DEFAULT_SEVERITY
}

function view(id: string, title: string, submit: string, { form }: Words, context: FormContext, blocks: readonly object[]): object {
  return {
    type: 'modal',
    callback_id: id,
    private_metadata: JSON.stringify(context),
    title: text(title, TITLE_OF_FORM),
    submit: text(submit, TITLE_OF_FORM),
    close: text(form.cancel, TITLE_OF_FORM),
    blocks,
  }
}

function input(id: string, label: string, element: object, optional = false): object {
  return { type: 'input', block_id: id, optional, label: text(label), element: { action_id: id, ...element } }
}

function option(label: string, value: string): object {
  return { text: text(label, OPTION_LENGTH), value }
}

function text(content: string, limit = OPTION_LENGTH): object {
  return { type: 'plain_text', text: fitted(content, limit) }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
