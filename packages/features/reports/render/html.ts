import type { ReportFigure } from '@hyperion/ports/reports'
import type { Block, ReportDocument, Section, TableBlock } from '../document.ts'
import { chartSvg } from './chart.ts'
import { STYLES } from './styles.ts'

/** The report as one HTML file that loads nothing and runs nothing. */
export function renderHtml(report: ReportDocument): string {
  const facts = report.facts.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')
  return `<!doctype html>
<html lang="${report.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(report.title)}</title>
<style>${STYLES}</style>
</head>
<body>
<header><h1>${escaped(report.title)}</h1><p>${escaped(report.subtitle)}</p><dl>${facts}</dl></header>
<main>${report.sections.map((section) => sectionHtml(section, report)).join('\n')}</main>
<footer>${escaped(report.footer)}</footer>
</body>
</html>
`
}

function sectionHtml({ title, blocks }: Section, report: ReportDocument): string {
  return `<section><h2>${escaped(title)}</h2>${blocks.map((block) => blockHtml(block, report)).join('\n')}</section>`
}

function blockHtml(block: Block, { language, zone }: ReportDocument): string {
  switch (block.kind) {
    case 'figures':
      return `<ul class="figures">${block.figures.map(figureHtml).join('')}</ul>`
    case 'chart':
      return `<figure><figcaption>${escaped(block.title)}</figcaption>${chartSvg(block, language, zone)}</figure>`
    case 'table':
      return tableHtml(block)
    case 'note':
      return `<p class="note ${block.tone}">${escaped(block.text)}</p>`
  }
}

function figureHtml({ label, value, remark }: ReportFigure): string {
  return `<li><span>${escaped(label)}</span><strong>${escaped(value)}</strong><small>${escaped(remark)}</small></li>`
}

function tableHtml({ columns, rows, textColumns = [] }: TableBlock): string {
  const style = (i: number) => (i === 0 || textColumns.includes(i) ? '' : ' class="figure"')
  const head = columns.map((name, i) => `<th scope="col"${style(i)}>${escaped(name)}</th>`).join('')
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell, i) => `<td${style(i + 1)}>${escaped(cell)}</td>`).join('')
    return `<tr><th scope="row">${escaped(first)}</th>${cells}</tr>`
  })
  return `<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
