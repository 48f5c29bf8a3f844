import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

export type Pdf = PDFKit.PDFDocument

const require = createRequire(import.meta.url)

/** Cover far more scripts than the fonts that every PDF reader has: host names are not always Latin. */
export const FONTS = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
  italic: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Oblique.ttf'),
  boldItalic: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-BoldOblique.ttf'),
  mono: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
}

export const MARGIN = 42
export const GREY = '#5c6370'
export const INK = '#1d2129'

export interface PdfHead {
  readonly title: string
  readonly language: string
  /** At the foot of every page. */
  readonly footer: string
}

/** An A4 document, drawn and numbered. */
export async function makePdf({ title, language, footer }: PdfHead, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    font: FONTS.regular,
    lang: language,
    info: { Title: title, Creator: 'Hyperion' },
  })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject))
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  draw(pdf)
  numberPages(pdf, footer)
  pdf.end()
  await done
  return Buffer.concat(chunks)
}

export function widthOf(pdf: Pdf): number {
  return pdf.page.width - 2 * MARGIN
}

/** Begins a page when so much height is not left. */
export function room(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - MARGIN - 14) pdf.addPage()
}

function numberPages(pdf: Pdf, footer: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    // Below the margin, where text would otherwise begin a page of its own.
    pdf.page.margins.bottom = 0
    const y = pdf.page.height - MARGIN + 12
    pdf.font(FONTS.regular).fontSize(7.5).fillColor(GREY)
    pdf.text(footer, MARGIN, y, { width: widthOf(pdf) - 60, lineBreak: false, ellipsis: true })
    pdf.text(`${page - start + 1} / ${count}`, pdf.page.width - MARGIN - 60, y, { width: 60, align: 'right', lineBreak: false })
  }
}
