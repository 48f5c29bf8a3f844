import { DESCRIPTION_LENGTH, type Signal, TITLE_LENGTH } from '../incidents/index.ts'
import { oneLine, shortened } from '../text/index.ts'
import { hashOf } from './fingerprint.ts'
import type { ParseContext, Parsed, Parser } from './parsing.ts'
import { severityOf } from './severity-map.ts'
import { type Fields, fieldsOf, firstText, instantOf, labelsOf, linkOf, listOf, noticedAt } from './values.ts'

const DOWN = '0'
const UP = '1'
const STATES: Readonly<Record<string, string>> = { 2: 'pending', 3: 'under maintenance' }

/** Uptime Kuma's webhook: a monitor is down or up again; or a sentence alone, as for a certificate that ends soon. */
export const parseUptimeKuma: Parser = (body, context) => {
  const fields = fieldsOf(body)
  if (!fields) return { unreadable: 'The payload is not an object' }
  const message = firstText(fields.msg)
  const heartbeat = fieldsOf(fields.heartbeat)
  if (!heartbeat) return sentence(message, context)
  const status = firstText(heartbeat.status)
  if (status !== DOWN && status !== UP) {
    const state = STATES[status]
    return state ? { signals: [], notes: [`The monitor is ${state}`] } : { unreadable: 'The heartbeat has no status' }
  }
  return { signals: [beat({ heartbeat, monitor: fieldsOf(fields.monitor) ?? {}, message, over: status === UP }, context)], notes: [] }
}

interface Beat {
  readonly heartbeat: Fields
  readonly monitor: Fields
  readonly message: string
  readonly over: boolean
}

function beat({ heartbeat, monitor, message, over }: Beat, { receivedAt, severities }: ParseContext): Signal {
  const name = oneLine(firstText(monitor.name, monitor.hostname, monitor.url)) || 'Monitor'
  const id = firstText(monitor.id, heartbeat.monitorID, heartbeat.monitor_id)
  // Uptime Kuma writes UTC without saying so.
  const at = instantOf(firstText(heartbeat.time).replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)$/, '$1T$2Z'))
  return {
    source: 'uptime-kuma',
    fingerprint: id === '' ? hashOf([name]) : `monitor:${shortened(id, 100)}`,
    status: over ? 'resolved' : 'firing',
    title: shortened(`${shortened(name, TITLE_LENGTH - 10)} is down`, TITLE_LENGTH),
    description: shortened(firstText(heartbeat.msg, message), DESCRIPTION_LENGTH),
    severity: severityOf(['down'], severities),
    detectedAt: over ? receivedAt : noticedAt(at, receivedAt),
    endedAt: over ? noticedAt(at, receivedAt) : null,
    labels: labelsOf({ ...tagsOf(monitor.tags), monitor: name, ...told('host', monitor.hostname), ...told('url', monitor.url) }),
    url: linkOf(monitor.url),
  }
}

function told(name: string, value: unknown): Readonly<Record<string, string>> {
  const text = firstText(value)
  return text === '' ? {} : { [name]: text }
}

function tagsOf(value: unknown): Readonly<Record<string, unknown>> {
  const tags = (listOf(value) ?? []).map(fieldsOf).filter((each) => each !== null)
  return Object.fromEntries(tags.map(({ name, value: said }) => [firstText(name), said ?? '']))
}

/** A message without a monitor: its numbers change from day to day. */
function sentence(message: string, { receivedAt, severities }: ParseContext): Parsed {
  if (message === '') return { unreadable: 'There is neither a heartbeat nor a message' }
  if (/\btesting\b/i.test(message)) return { signals: [], notes: ['A message to try the connection'] }
  const signal: Signal = {
    source: 'uptime-kuma',
    fingerprint: hashOf([message.replaceAll(/\d+/g, '#')]),
    status: 'firing',
    title: shortened(oneLine(message) || 'Uptime Kuma', TITLE_LENGTH),
    description: shortened(message, DESCRIPTION_LENGTH),
    severity: severityOf(['certificate'], severities),
    detectedAt: receivedAt,
    endedAt: null,
    labels: {},
    url: null,
  }
  return { signals: [signal], notes: ['No monitor is named: it is not ended by a later message'] }
}
