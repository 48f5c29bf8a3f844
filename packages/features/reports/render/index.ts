import { Worker } from 'node:worker_threads'
import type { ReportFormat } from '@hyperion/ports/reports'
import type { ReportDocument } from '../document.ts'

/** The bundled worker, also when the rest runs from source: threads that strip types by themselves crash V8 now and then. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? '../../../../dist/report-worker.mjs' : './report-worker.mjs', import.meta.url)

const MEMORY_MB = 512

/** The file of a report, drawn in a thread of its own, which ends with the signal. */
export function render(report: ReportDocument, format: ReportFormat, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, {
      workerData: { report, format },
      name: 'hyperion-report',
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    signal.addEventListener('abort', () => void worker.terminate(), { once: true })
    worker.on('message', resolve)
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the drawing thread ended with ${code}`)))
  })
}
