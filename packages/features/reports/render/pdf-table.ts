import type { TableBlock } from '../document.ts'

interface TableStyle {
  readonly left: number
  readonly width: number
  readonly fonts: { readonly regular: string; readonly bold: string }
  readonly grey: string
  readonly ink: string
  /** Begins a page when so much height is not left. */
  readonly room: (height: number) => void
}

const ROW = 17
/** Of the width, for the column that names the rows. */
const FIRST = 0.23

/** A table with its head repeated on every page; a cell that is too long is cut. */
export function drawTable(pdf: PDFKit.PDFDocument, table: TableBlock, style: TableStyle): void {
  const edges = columnEdges(table.columns.length, style)
  const row = (cells: readonly string[], head: boolean): void => {
    const top = pdf.y
    for (const [i, text] of cells.entries()) {
      const [left = 0, right = 0] = edges.slice(i, i + 2)
      const figure = i > 0 && !table.textColumns?.includes(i)
      pdf
        .font(i === 0 && !head ? style.fonts.bold : style.fonts.regular)
        .fontSize(head ? 7 : 8)
        .fillColor(head ? style.grey : style.ink)
        .text(text, left + 2, top + 4, {
          width: right - left - 6,
          height: ROW - 4,
          ellipsis: true,
          lineBreak: true,
          align: figure ? 'right' : 'left',
        })
    }
    pdf
      .moveTo(style.left, top + ROW)
      .lineTo(style.left + style.width, top + ROW)
      .lineWidth(0.5)
      .strokeColor('#e3e6ea')
      .stroke()
    pdf.y = top + ROW
  }
  style.room(3 * ROW)
  row(table.columns, true)
  for (const cells of table.rows) {
    const before = pdf.page
    style.room(ROW)
    if (pdf.page !== before) row(table.columns, true)
    row(cells, false)
  }
}

function columnEdges(count: number, { left, width }: TableStyle): readonly number[] {
  const first = count === 1 ? width : width * FIRST
  const rest = count === 1 ? 0 : (width - first) / (count - 1)
  return [left, ...Array.from({ length: count }, (_, i) => left + first + i * rest)]
}
