import { lexer, type Token, type Tokens } from 'marked'
import { FONTS, GREY, INK, MARGIN, makePdf, type Pdf, room, widthOf } from './pdf-page.ts'

/** A text in Markdown, to be drawn. */
export interface MarkdownDocument {
  readonly title: string
  readonly language: 'en' | 'fr'
  readonly footer: string
  readonly markdown: string
}

const SIZES = [18, 14, 11.5, 10.5, 10, 10] as const
const TEXT_SIZE = 9.5
const INDENT = 16
const LINE = '#e3e6ea'
const SHADE = '#f4f5f7'
const LINK = '#1d54b0'
const CELL = 4
/** Lists and quotes within each other, before they go no further to the right. */
const DEPTH = 8

interface Run {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly mono?: boolean
  readonly strike?: boolean
  readonly link?: string
}

/** The text as a PDF in A4. What would be fetched is named instead. */
export function renderMarkdown(document: MarkdownDocument): Promise<Buffer> {
  return makePdf(document, (pdf) => drawBlocks(pdf, lexer(document.markdown), 0))
}

function drawBlocks(pdf: Pdf, tokens: readonly Token[], depth: number): void {
  for (const token of tokens) drawBlock(pdf, token, Math.min(depth, DEPTH))
}

function drawBlock(pdf: Pdf, token: Token, depth: number): void {
  switch (token.type) {
    case 'space':
    case 'def':
      break
    case 'heading':
      drawHeading(pdf, token as Tokens.Heading)
      break
    case 'hr':
      drawRule(pdf)
      break
    case 'code':
      drawCode(pdf, (token as Tokens.Code).text, depth)
      break
    case 'list':
      drawList(pdf, token as Tokens.List, depth)
      break
    case 'table':
      drawTable(pdf, token as Tokens.Table)
      break
    case 'blockquote':
      drawQuote(pdf, token as Tokens.Blockquote, depth)
      break
    default:
      drawRuns(pdf, runsOf('tokens' in token && token.tokens ? token.tokens : [token]), depth)
      pdf.moveDown(0.5)
  }
}

function drawHeading(pdf: Pdf, { depth, tokens }: Tokens.Heading): void {
  const size = SIZES[depth - 1] ?? TEXT_SIZE
  if (pdf.y > MARGIN + 1) pdf.moveDown(depth === 1 ? 0.5 : 0.9)
  // Not alone at the foot of a page.
  room(pdf, size * 1.3 + 40)
  drawRuns(
    pdf,
    runsOf(tokens).map((run) => ({ ...run, bold: true })),
    0,
    size,
  )
  pdf.moveDown(0.35)
}

function drawRuns(pdf: Pdf, runs: readonly Run[], depth: number, size = TEXT_SIZE): void {
  const left = MARGIN + depth * INDENT
  const width = widthOf(pdf) - depth * INDENT
  pdf.x = left
  drawLine(pdf, runs, size, (text, style) => pdf.text(text, left, pdf.y, { width, ...style }))
  pdf.x = MARGIN
}

/** One run after the other; `first` knows where to begin. */
function drawLine(pdf: Pdf, runs: readonly Run[], size: number, first: (text: string, style: PDFKit.Mixins.TextOptions) => void): void {
  const shown = runs.filter(({ text }) => text !== '')
  for (const [i, run] of shown.entries()) {
    pdf
      .font(fontOf(run))
      .fontSize(run.mono ? size * 0.92 : size)
      .fillColor(run.link ? LINK : INK)
    const style = {
      continued: i < shown.length - 1,
      link: run.link ?? null,
      underline: run.link !== undefined,
      strike: run.strike ?? false,
      lineGap: 1.5,
    }
    if (i === 0) first(run.text, style)
    else pdf.text(run.text, style)
  }
}

function fontOf({ bold, italic, mono }: Run): string {
  if (mono) return FONTS.mono
  if (bold && italic) return FONTS.boldItalic
  return bold ? FONTS.bold : italic ? FONTS.italic : FONTS.regular
}

function drawRule(pdf: Pdf): void {
  room(pdf, 12)
  const y = pdf.y + 4
  pdf
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + widthOf(pdf), y)
    .lineWidth(0.7)
    .strokeColor(LINE)
    .stroke()
  pdf.y = y + 8
}

/** Line by line, so that it may be longer than a page. */
function drawCode(pdf: Pdf, text: string, depth: number): void {
  const left = MARGIN + depth * INDENT
  const width = widthOf(pdf) - depth * INDENT
  for (const line of text.split('\n')) {
    pdf.font(FONTS.mono).fontSize(8)
    const height = pdf.heightOfString(line || ' ', { width: width - 16 }) + 2
    room(pdf, height)
    const top = pdf.y
    pdf.rect(left, top, width, height).fill(SHADE)
    pdf.fillColor(INK).text(line || ' ', left + 8, top + 1, { width: width - 16 })
    pdf.y = top + height
  }
  pdf.x = MARGIN
  pdf.moveDown(0.6)
}

function drawList(pdf: Pdf, list: Tokens.List, depth: number): void {
  const start = typeof list.start === 'number' ? list.start : 1
  for (const [i, item] of list.items.entries()) {
    room(pdf, TEXT_SIZE * 1.6)
    const left = MARGIN + depth * INDENT
    const top = pdf.y
    const { page } = pdf
    if (item.task) drawBox(pdf, left + 1, top + 1.5, item.checked ?? false)
    else
      pdf
        .font(FONTS.regular)
        .fontSize(TEXT_SIZE)
        .fillColor(GREY)
        .text(list.ordered ? `${start + i}.` : '•', left, top, { width: INDENT, lineBreak: false })
    if (pdf.page === page) pdf.y = top
    const before = pdf.y
    for (const token of item.tokens) {
      if (token.type === 'checkbox') continue
      if (token.type === 'text' || token.type === 'paragraph') {
        drawRuns(pdf, runsOf((token as Tokens.Text).tokens ?? [token]), depth + 1)
        pdf.moveDown(0.15)
      } else drawBlock(pdf, token, Math.min(depth + 1, DEPTH))
    }
    if (pdf.page === page && pdf.y === before) pdf.moveDown(1)
  }
  pdf.x = MARGIN
  if (depth === 0) pdf.moveDown(0.4)
}

function drawBox(pdf: Pdf, x: number, y: number, checked: boolean): void {
  pdf.rect(x, y, 8, 8).lineWidth(0.8).strokeColor(GREY).stroke()
  if (checked)
    pdf
      .moveTo(x + 1.6, y + 4)
      .lineTo(x + 3.4, y + 6.2)
      .lineTo(x + 6.6, y + 1.8)
      .lineWidth(1.1)
      .strokeColor(INK)
      .stroke()
}

function drawQuote(pdf: Pdf, quote: Tokens.Blockquote, depth: number): void {
  const { page, y: top } = pdf
  drawBlocks(pdf, quote.tokens, depth + 1)
  const from = pdf.page === page ? top : MARGIN
  const x = MARGIN + depth * INDENT + 4
  pdf
    .moveTo(x, from)
    .lineTo(x, pdf.y - 4)
    .lineWidth(2)
    .strokeColor(LINE)
    .stroke()
}

function drawTable(pdf: Pdf, { header, rows }: Tokens.Table): void {
  const widths = columnWidths([header, ...rows], widthOf(pdf))
  const heads = header.map(({ tokens }) => runsOf(tokens).map((run) => ({ ...run, bold: true })))
  if (heads.some((runs) => textOf(runs) !== '')) drawRow(pdf, heads, widths)
  for (const row of rows) {
    const before = pdf.page
    drawRow(
      pdf,
      row.map(({ tokens }) => runsOf(tokens)),
      widths,
      () => {
        if (pdf.page !== before && heads.some((runs) => textOf(runs) !== '')) drawRow(pdf, heads, widths)
      },
    )
  }
  pdf.x = MARGIN
  pdf.moveDown(0.6)
}

/** By what stands in them, none so narrow that it cannot be read. */
function columnWidths(rows: readonly (readonly Tokens.TableCell[])[], width: number): readonly number[] {
  const columns = rows[0]?.length ?? 1
  const weights = Array.from({ length: columns }, (_, i) => Math.min(60, Math.max(6, ...rows.map((row) => row[i]?.text.length ?? 0))))
  const total = weights.reduce((sum, each) => sum + each, 0)
  return weights.map((weight) => (width * weight) / total)
}

function drawRow(pdf: Pdf, cells: readonly (readonly Run[])[], widths: readonly number[], onPage?: () => void): void {
  pdf.font(FONTS.bold).fontSize(TEXT_SIZE)
  const heights = cells.map((runs, i) => pdf.heightOfString(textOf(runs) || ' ', { width: (widths[i] ?? 0) - 2 * CELL, lineGap: 1.5 }))
  const height = Math.min(Math.max(...heights, TEXT_SIZE), pdf.page.height - 3 * MARGIN) + 2 * CELL
  room(pdf, height)
  onPage?.()
  const top = pdf.y
  let left = MARGIN
  for (const [i, runs] of cells.entries()) {
    const width = (widths[i] ?? 0) - 2 * CELL
    const from = left + CELL
    const place = { width, height: height - CELL, ellipsis: true }
    drawLine(pdf, runs, TEXT_SIZE, (text, style) => pdf.text(text, from, top + CELL, { ...place, ...style }))
    left += widths[i] ?? 0
  }
  pdf
    .moveTo(MARGIN, top + height)
    .lineTo(MARGIN + widthOf(pdf), top + height)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke()
  pdf.x = MARGIN
  pdf.y = top + height
}

const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

/** Inline tokens as text with its looks. */
function runsOf(tokens: readonly Token[], style: Omit<Run, 'text'> = {}): Run[] {
  return tokens.flatMap((token): Run[] => {
    switch (token.type) {
      case 'strong':
        return runsOf((token as Tokens.Strong).tokens, { ...style, bold: true })
      case 'em':
        return runsOf((token as Tokens.Em).tokens, { ...style, italic: true })
      case 'del':
        return runsOf((token as Tokens.Del).tokens, { ...style, strike: true })
      case 'codespan':
        return [{ ...style, text: (token as Tokens.Codespan).text, mono: true }]
      case 'br':
        return [{ ...style, text: '\n' }]
      case 'link':
        return linkRuns(token as Tokens.Link, style)
      case 'image':
        return [{ ...style, text: `${(token as Tokens.Image).text} (${(token as Tokens.Image).href})` }]
      default: {
        const { tokens: inner, text, raw } = token as Tokens.Text
        // Lines of one paragraph flow together.
        return inner ? runsOf(inner, style) : [{ ...style, text: (text ?? raw).replaceAll('\n', ' ') }]
      }
    }
  })
}

function linkRuns({ href, tokens }: Tokens.Link, style: Omit<Run, 'text'>): Run[] {
  const safe = /^(https?:|mailto:)/i.test(href)
  return runsOf(tokens, safe ? { ...style, link: href } : style)
}
