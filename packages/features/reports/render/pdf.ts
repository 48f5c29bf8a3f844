import svgToPdf from 'svg-to-pdfkit'
import type { Block, ChartBlock, FiguresBlock, NoteBlock, ReportDocument, TableBlock } from '../document.ts'
import { CHART_HEIGHT, CHART_WIDTH, chartSvg } from './chart.ts'
import { FONTS, GREY, INK, MARGIN, makePdf, type Pdf, room, widthOf } from './pdf-page.ts'
import { drawTable } from './pdf-table.ts'

const TONES: Readonly<Record<NoteBlock['tone'], string>> = { plain: '#f4f5f7', good: '#e7f5ec', warning: '#fdf3e0', critical: '#fde9e9' }

/** The report as a PDF in A4. */
export function renderPdf(report: ReportDocument): Promise<Buffer> {
  return makePdf(report, (pdf) => drawReport(pdf, report))
}

function drawReport(pdf: Pdf, report: ReportDocument): void {
  pdf.font(FONTS.bold).fontSize(18).fillColor(INK).text(report.title)
  pdf.font(FONTS.regular).fontSize(9).fillColor(GREY).text(report.subtitle)
  pdf.moveDown(0.6)
  for (const [name, value] of report.facts) {
    pdf.fillColor(GREY).text(`${name}  `, { continued: true }).fillColor(INK).text(value)
  }
  for (const { title, blocks } of report.sections) {
    room(pdf, 80)
    pdf.moveDown(1.2).font(FONTS.bold).fontSize(13).fillColor(INK).text(title, MARGIN).moveDown(0.4)
    for (const block of blocks) drawBlock(pdf, block, report)
  }
}

function drawBlock(pdf: Pdf, block: Block, report: ReportDocument): void {
  pdf.font(FONTS.regular).fontSize(9).fillColor(INK)
  if (block.kind === 'figures') drawFigures(pdf, block)
  else if (block.kind === 'chart') drawChart(pdf, block, report)
  else if (block.kind === 'table') drawBoundedTable(pdf, block)
  else drawNote(pdf, block)
}

/** Figures a row, with two lines for each text. */
const PER_ROW = 5
const FIGURE_HEIGHT = 66

function drawFigures(pdf: Pdf, { figures }: FiguresBlock): void {
  const width = widthOf(pdf) / PER_ROW
  for (let from = 0; from < figures.length; from += PER_ROW) {
    room(pdf, FIGURE_HEIGHT)
    const top = pdf.y
    for (const [i, { label, value, remark }] of figures.slice(from, from + PER_ROW).entries()) {
      const left = MARGIN + i * width
      const small = { width: width - 10, height: 20, ellipsis: true }
      pdf.font(FONTS.regular).fontSize(8).fillColor(GREY).text(label, left, top, small)
      pdf
        .font(FONTS.bold)
        .fontSize(14)
        .fillColor(INK)
        .text(value, left, top + 20, { ...small, height: 18 })
      pdf
        .font(FONTS.regular)
        .fontSize(8)
        .fillColor(GREY)
        .text(remark, left, top + 40, small)
    }
    pdf.x = MARGIN
    pdf.y = top + FIGURE_HEIGHT
  }
}

function drawChart(pdf: Pdf, chart: ChartBlock, { language, zone }: ReportDocument): void {
  const width = widthOf(pdf)
  const height = (width / CHART_WIDTH) * CHART_HEIGHT
  room(pdf, height + 24)
  pdf.font(FONTS.bold).fontSize(9).text(chart.title, MARGIN)
  const top = pdf.y + 4
  pdf
    .save()
    .translate(MARGIN, top)
    .scale(width / CHART_WIDTH)
  svgToPdf(pdf, chartSvg(chart, language, zone), 0, 0, { assumePt: true, fontCallback: () => FONTS.regular })
  pdf.restore()
  pdf.x = MARGIN
  pdf.y = top + height + 10
}

function drawBoundedTable(pdf: Pdf, table: TableBlock): void {
  drawTable(pdf, table, { left: MARGIN, width: widthOf(pdf), fonts: FONTS, grey: GREY, ink: INK, room: (height) => room(pdf, height) })
  pdf.x = MARGIN
  pdf.y += 8
}

function drawNote(pdf: Pdf, { text, tone }: NoteBlock): void {
  const width = widthOf(pdf)
  const height = pdf.heightOfString(text, { width: width - 16 }) + 12
  room(pdf, height)
  const top = pdf.y
  pdf.roundedRect(MARGIN, top, width, height, 4).fill(TONES[tone])
  pdf.fillColor(INK).text(text, MARGIN + 8, top + 6, { width: width - 16 })
  pdf.x = MARGIN
  pdf.y = top + height + 8
}
