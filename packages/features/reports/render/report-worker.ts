import { renderHtml } from './html.ts'
import type { Drawing } from './index.ts'
import { renderMarkdown } from './markdown-pdf.ts'
import { renderPdf } from './pdf.ts'

/** A process for one report: drawing keeps a processor busy for a while, and what it needs of memory goes away with it. */
process.once('message', async (drawing: Drawing) => {
  process.send?.(new Uint8Array(await drawn(drawing)))
})
// Whoever waited for it is gone.
process.on('disconnect', () => process.exit())

async function drawn(drawing: Drawing): Promise<Buffer> {
  if ('document' in drawing) return renderMarkdown(drawing.document)
  return drawing.format === 'pdf' ? renderPdf(drawing.report) : Buffer.from(renderHtml(drawing.report))
}
