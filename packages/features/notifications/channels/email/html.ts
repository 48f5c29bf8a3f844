import { escapeHtml } from '@hyperion/domain/text'
import type { Message } from '../channel.ts'
import type { Fact, Wording } from '../wording.ts'
import { rowsOf } from './rows.ts'

const COLORS = { critical: '#c92a2a', warning: '#b35900', resolved: '#2b8a3e' } as const
const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif'
const CELL = 'padding:2px 16px 2px 0;vertical-align:top'

/** The HTML half of a mail: no pictures, no style sheet, colours that are readable on light and dark. */
export function htmlOf({ key, url }: Message, { headline, facts, leftOut }: Wording): string {
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escapeHtml(headline)}</title></head>`,
    `<body style="margin:24px;${FONT};font-size:15px;line-height:1.5">`,
    `<h1 style="font-size:18px;margin:0 0 16px">${escapeHtml(headline)}</h1>`,
    ...facts.map(factTable),
    ...(leftOut > 0 ? [`<p>and ${leftOut} more</p>`] : []),
    ...(url ? [`<p><a href="${escapeHtml(url)}">Open in Hyperion</a></p>`] : []),
    `<p style="font-size:12px;opacity:.7">Hyperion, ${escapeHtml(key)}</p></body></html>`,
  ].join('\n')
}

function factTable(fact: Fact): string {
  const { look, sign, state } = fact
  return [
    `<table style="border-left:4px solid ${COLORS[look]};padding-left:12px;margin:0 0 16px;border-spacing:0;font-size:15px">`,
    `<tr><td colspan="2" style="font-weight:600;padding-bottom:4px">${sign} ${escapeHtml(state)}</td></tr>`,
    ...rowsOf(fact).map(
      ([name, value]) => `<tr><td style="${CELL};opacity:.7">${name}</td><td style="${CELL}">${escapeHtml(value)}</td></tr>`,
    ),
    '</table>',
  ].join('\n')
}
