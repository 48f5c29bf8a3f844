import { escapeHtml, oneLine } from '@hyperion/domain/text'
import type { Attachment, Mail } from '@hyperion/ports/mail'
import type { PerformanceReport, ReportSchedule } from '@hyperion/ports/reports'
import { MAIL_WORDS } from './mail-wording.ts'

/** More is refused by many mail servers, base64 included. */
const MOST_BYTES = 10 * 1024 ** 2
const TYPES: Readonly<Record<PerformanceReport['format'], string>> = { pdf: 'application/pdf', html: 'text/html' }

/** The files of reports that fit into one mail, by report. */
export type Attachments = ReadonlyMap<number, Attachment>

interface MailParts {
  readonly schedule: Pick<ReportSchedule, 'name' | 'language' | 'timing' | 'recipients'>
  readonly range: { readonly from: number; readonly to: number }
  readonly made: readonly PerformanceReport[]
  readonly failed: readonly PerformanceReport[]
  /** Hosts that are too many for one mail. */
  readonly left: number
  readonly attachments: Attachments
  readonly url: string | null
}

/** A file that another hub has, or that was deleted, is left out: the mail has its link. */
export async function attachmentsOf(
  reports: readonly PerformanceReport[],
  bytesOf: (report: PerformanceReport) => Promise<Uint8Array>,
): Promise<Attachments> {
  const attachments = new Map<number, Attachment>()
  let bytes = 0
  for (const report of reports) {
    if (bytes + (report.sizeBytes ?? 0) > MOST_BYTES) continue
    const content = await bytesOf(report).catch(() => undefined)
    if (!content) continue
    bytes += content.byteLength
    attachments.set(report.id, { filename: filenameOf(report), contentType: TYPES[report.format], content })
  }
  return attachments
}

function filenameOf({ id, hostName, until, format }: PerformanceReport): string {
  const host = hostName.replace(/[^\w.-]+/g, '-').slice(0, 60)
  return `${host}-${new Date(until).toISOString().slice(0, 10)}-${id}.${format}`
}

/** Key figures at a glance, the reports attached, and links for what is not. */
export function reportMail(parts: MailParts): Mail {
  const { schedule, range, made, failed, attachments } = parts
  const words = MAIL_WORDS[schedule.language]
  const all = [...made, ...failed]
  const about = all.length === 1 ? (all[0]?.hostName ?? '') : words.hosts(all.length)
  return {
    to: schedule.recipients,
    subject: words.subject(schedule.name, oneLine(about), rangeText(range, schedule)),
    text: textOf(parts),
    html: htmlOf(parts),
    attachments: [...attachments.values()],
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

function rangeText({ from, to }: MailParts['range'], { language, timing }: MailParts['schedule']): string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'medium', timeZone: timing.zone })
  // The end is the first instant that is not covered any more.
  return oneLine(format.formatRange(from, to - 1))
}

function linkOf({ file }: PerformanceReport, url: string | null): string | null {
  return url === null || file === null ? null : `${url}/media/reports/${file}`
}

/** What is said of a report's file where it is not attached. */
function absence(report: PerformanceReport, { schedule, attachments }: MailParts): string | null {
  return attachments.has(report.id) ? null : MAIL_WORDS[schedule.language].tooLarge
}

function textOf(parts: MailParts): string {
  const { schedule, range, made, failed, left, url } = parts
  const words = MAIL_WORDS[schedule.language]
  const hosts = made.map((report) =>
    [
      oneLine(report.hostName),
      ...report.figures.map(({ label, value, remark }) => `  ${label}: ${value}${remark === '' ? '' : ` (${remark})`}`),
      `  ${[absence(report, parts) ?? words.attached, linkOf(report, url)].filter((each) => each !== null).join(', ')}`,
    ].join('\n'),
  )
  return [
    `${schedule.name}\n${rangeText(range, schedule)} (${schedule.timing.zone})`,
    ...hosts,
    ...failed.map(({ hostName, error }) => `${words.failed(oneLine(hostName))} ${error ?? ''}`.trim()),
    ...(left > 0 ? [words.left(left)] : []),
    ...(url === null ? [] : [`${words.all}: ${url}/app/reports`]),
    `-- \n${words.why(schedule.name)}`,
  ].join('\n\n')
}

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif'
const CELL = 'padding:6px 16px 6px 0;vertical-align:top;border-bottom:1px solid #8884'
const HEAD = `${CELL};text-align:left;font-weight:500;opacity:.75;font-size:13px`

/** No pictures, no style sheet, colours that are readable on light and dark. */
function htmlOf(parts: MailParts): string {
  const { schedule, range, made, failed, left, url } = parts
  const words = MAIL_WORDS[schedule.language]
  const [only, ...others] = made
  return [
    `<!doctype html><html lang="${schedule.language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">`,
    `<title>${escapeHtml(schedule.name)}</title></head><body style="margin:24px;${FONT};font-size:15px;line-height:1.5">`,
    `<h1 style="font-size:20px;margin:0">${escapeHtml(schedule.name)}</h1>`,
    `<p style="margin:0 0 20px;opacity:.75">${escapeHtml(rangeText(range, schedule))} (${escapeHtml(schedule.timing.zone)})</p>`,
    only && others.length === 0 ? hostHtml(only, parts) : tableHtml(parts),
    ...failed.map(({ hostName, error }) => `<p>${escapeHtml(words.failed(oneLine(hostName)))} ${escapeHtml(error ?? '')}</p>`),
    ...(left > 0 ? [`<p>${escapeHtml(words.left(left))}</p>`] : []),
    ...(url === null ? [] : [`<p><a href="${escapeHtml(`${url}/app/reports`)}">${words.all}</a></p>`]),
    `<p style="font-size:12px;opacity:.75">${escapeHtml(words.why(schedule.name))}</p></body></html>`,
  ].join('\n')
}

function hostHtml(report: PerformanceReport, parts: MailParts): string {
  const rows = report.figures.map(
    ({ label, value, remark }) =>
      `<tr><td style="${CELL}">${escapeHtml(label)}</td><td style="${CELL};font-weight:600;white-space:nowrap">${escapeHtml(value)}</td>` +
      `<td style="${CELL};opacity:.75">${escapeHtml(remark)}</td></tr>`,
  )
  return [
    `<h2 style="font-size:16px;margin:0 0 8px">${escapeHtml(oneLine(report.hostName))}</h2>`,
    `<table style="border-collapse:collapse;font-size:15px">${rows.join('')}</table>`,
    `<p>${fileHtml(report, parts)}</p>`,
  ].join('\n')
}

/** A row a host; hosts that have a figure of that name agree on its column. */
function tableHtml(parts: MailParts): string {
  const { made, schedule } = parts
  const labels = [...new Set(made.flatMap(({ figures }) => figures.map(({ label }) => label)))]
  const head = [MAIL_WORDS[schedule.language].host, ...labels, ''].map((each) => `<th style="${HEAD}">${escapeHtml(each)}</th>`)
  const rows = made.map((report) => {
    const value = (label: string) => report.figures.find((figure) => figure.label === label)?.value ?? '–'
    const cells = labels.map((label) => `<td style="${CELL};white-space:nowrap">${escapeHtml(value(label))}</td>`)
    return (
      `<tr><td style="${CELL};font-weight:600">${escapeHtml(oneLine(report.hostName))}</td>${cells.join('')}` +
      `<td style="${CELL}">${fileHtml(report, parts)}</td></tr>`
    )
  })
  return `<table style="border-collapse:collapse;font-size:14px"><tr>${head.join('')}</tr>${rows.join('\n')}</table>`
}

function fileHtml(report: PerformanceReport, parts: MailParts): string {
  const words = MAIL_WORDS[parts.schedule.language]
  const link = linkOf(report, parts.url)
  const anchor = link && `<a href="${escapeHtml(link)}">${words.open}</a>`
  return [anchor, absence(report, parts)].filter((each) => each !== null).join(', ')
}
