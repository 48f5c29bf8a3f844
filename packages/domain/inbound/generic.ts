import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../incidents/index.ts'
import { oneLine, shortened } from '../text/index.ts'
import { hashOf, labelFingerprint } from './fingerprint.ts'
import type { Parser } from './parsing.ts'
import { isOver } from './prometheus-alert.ts'
import { severityOf } from './severity-map.ts'
import { fieldsOf, firstText, instantOf, keyOf, labelsOf, linkOf, noticedAt } from './values.ts'

/** One alert from a script: `status: resolved` with the same `dedup_key`, or the same service, title and labels, ends it. */
export const parseGeneric: Parser = (body, { receivedAt, severities }) => {
  const fields = fieldsOf(body)
  if (!fields) return { unreadable: 'The payload is not an object' }
  const title = oneLine(firstText(fields.title, fields.name, fields.summary))
  if (title === '') return { unreadable: 'There is no title' }
  const service = firstText(fields.service)
  const own = labelsOf(fields.labels)
  const resolved = isOver(firstText(fields.status, fields.state))
  const key = keyOf(firstText(fields.dedup_key, fields.fingerprint), hashOf)
  const detected = instantOf(firstText(fields.detected_at, fields.starts_at, fields.timestamp))
  const labels = labelsOf({ ...(service !== '' && { service }), ...(firstText(fields.source) !== '' && { source: fields.source }), ...own })
  return {
    signals: [
      {
        source: 'generic',
        fingerprint: key ?? hashOf([service, title, labelFingerprint(own)]),
        status: resolved ? 'resolved' : 'firing',
        title: shortened(title, TITLE_LENGTH),
        description: shortened(firstText(fields.description, fields.message), DESCRIPTION_LENGTH),
        severity: severityOf([firstText(fields.severity, fields.level, fields.priority)], severities),
        detectedAt: noticedAt(detected, receivedAt),
        endedAt: resolved ? receivedAt : null,
        labels,
        url: linkOf(fields.url, fields.link),
      },
    ],
    notes: [],
  }
}
