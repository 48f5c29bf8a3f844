import { parentPort, workerData } from 'node:worker_threads'
import type { ReportDocument } from '../document.ts'
import { renderHtml } from './html.ts'
import { renderPdf } from './pdf.ts'

/** A thread for one report: drawing keeps a processor busy for a while, and what it needs of memory goes away with it. */
const { report, format } = workerData as { readonly report: ReportDocument; readonly format: 'html' | 'pdf' }
const bytes = format === 'pdf' ? await renderPdf(report) : Buffer.from(renderHtml(report))
parentPort?.postMessage(new Uint8Array(bytes))
