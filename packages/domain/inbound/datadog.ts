import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../incidents/index.ts'
import { oneLine, shortened } from '../text/index.ts'
import { hashOf } from './fingerprint.ts'
import type { Parser } from './parsing.ts'
import { severityOf } from './severity-map.ts'
import { type Fields, fieldsOf, firstText, instantOf, keyOf, labelsOf, linkOf, listOf, noticedAt, textOf } from './values.ts'

const DAY = 86_400_000

/** Transitions, with the type of alert that each is where none is told. */
const TYPES: Readonly<Record<string, string>> = {
  triggered: 'error',
  're-triggered': 'error',
  'no data': 'error',
  're-no data': 'error',
  warn: 'warning',
  're-warn': 'warning',
  renotify: '',
  recovered: 'success',
  ok: 'success',
  resolved: 'success',
}

/** `[P2] [Triggered on {host:web-1}] High CPU`: how Datadog writes titles itself. */
const HEADED = /^((?:\[P\d\]\s*)?)\[(Triggered|Re-Triggered|Warn|Re-Warn|No Data|Re-No Data|Renotify|Recovered)(?: on \{([^}]*)\})?\]\s*/i

/** Datadog's webhook: the sample of the document, the template that Datadog proposes, and the one that is shipped here. */
export const parseDatadog: Parser = (body, { receivedAt, severities }) => {
  const fields = fieldsOf(body)
  if (!fields) return { unreadable: 'The payload is not an object' }
  const title = oneLine(firstText(fields.title, fields.event_title, fields.alert_title))
  if (title === '') return { unreadable: 'There is no title' }
  const head = HEADED.exec(title)
  const plain = head ? title.slice(head[0].length) : title
  const transition = transitionOf(fields, head?.[2] ?? '')
  const type = firstText(fields.alert_type).toLowerCase() || (TYPES[transition] ?? '')
  const resolved = TYPES[transition] === 'success' || (transition === '' && type === 'success')
  const scope = firstText(fields.alert_scope, fields.scope, head?.[3])
  const labels = { ...tagsOf(fields.tags), ...detailsOf(fields, scope) }
  return {
    signals: [
      {
        source: 'datadog',
        fingerprint: fingerprintOf(fields, { plain, scope, headed: head !== null }),
        status: resolved ? 'resolved' : 'firing',
        title: shortened(plain || title, TITLE_LENGTH),
        description: shortened(firstText(fields.body, fields.text_only_msg, fields.message, fields.alert_status), DESCRIPTION_LENGTH),
        severity: severityOf([firstText(fields.alert_priority, fields.priority), type], severities),
        detectedAt: noticedAt(recent(instantOf(firstText(fields.last_updated, fields.date)), receivedAt), receivedAt),
        endedAt: resolved ? receivedAt : null,
        labels,
        url: linkOf(fields.link, fields.url, fields.alert_url),
      },
    ],
    notes: [],
  }
}

/** What happened; `''` when nothing says so. `alert_status` is prose in reality, and a transition in the document. */
function transitionOf(fields: Fields, headed: string): string {
  const told = [fields.alert_transition, fields.transition, headed, fields.alert_status]
  return told.map((each) => textOf(each).toLowerCase()).find((each) => Object.hasOwn(TYPES, each)) ?? ''
}

/** By cycle, then by group, then by monitor and scope; the id of Datadog’s own template is another one at every message. */
function fingerprintOf(fields: Fields, { plain, scope, headed }: { plain: string; scope: string; headed: boolean }): string {
  const key = firstText(fields.alert_cycle_key, fields.cycle_key, fields.aggreg_key, fields.aggregation_key)
  if (key !== '') return keyOf(key, hashOf) ?? key
  const monitor = firstText(fields.alert_id, fields.monitor_id)
  const id = monitor === '' && !headed ? firstText(fields.id) : monitor
  if (id !== '') return keyOf(scope === '' ? id : `${id}:${scope}`, hashOf) ?? id
  return hashOf([plain, scope])
}

/** `last_updated` may be the monitor’s own: only a recent one is the detection. */
function recent(at: number | null, receivedAt: number): number | null {
  return at !== null && at > receivedAt - DAY ? at : null
}

/** `service:web,env:prod,plain`, or a list of these. */
function tagsOf(value: unknown): Readonly<Record<string, string>> {
  const tags = listOf(value)?.map(textOf) ?? textOf(value).split(',')
  const pairs = tags.map((each) => each.trim()).filter((each) => each !== '')
  return labelsOf(
    Object.fromEntries(
      pairs.map((tag) => {
        const colon = tag.indexOf(':')
        return colon < 0 ? [tag, ''] : [tag.slice(0, colon), tag.slice(colon + 1)]
      }),
    ),
  )
}

function detailsOf(fields: Fields, scope: string): Readonly<Record<string, string>> {
  const named = {
    host: firstText(fields.hostname, fields.host),
    scope,
    metric: firstText(fields.alert_metric),
    priority: firstText(fields.alert_priority, fields.priority),
  }
  return labelsOf(Object.fromEntries(Object.entries(named).filter(([, text]) => text !== '')))
}
