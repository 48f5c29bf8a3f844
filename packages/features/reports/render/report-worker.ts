import { renderHtml } from './html.ts'
import type { Drawing } from './index.ts'
import { renderPdf } from './pdf.ts'

/** A process for one report: drawing keeps a processor busy for a while, and what it needs of memory goes away with it. */
process.once('message', async ({ report, format }: Drawing) => {
  const bytes = format === 'pdf' ? await renderPdf(report) : Buffer.from(renderHtml(report))
  process.send?.(new Uint8Array(bytes))
})
// Whoever waited for it is gone.
process.on('disconnect', () => process.exit())
