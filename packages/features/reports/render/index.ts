import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ReportFormat } from '@hyperion/ports/reports'
import type { ReportDocument } from '../document.ts'
import type { MarkdownDocument } from './markdown-pdf.ts'

export type { MarkdownDocument } from './markdown-pdf.ts'

/** The bundled program, also when the rest runs from source: it starts in half the time. */
const PROGRAM = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../../dist/report-worker.mjs' : './report-worker.mjs', import.meta.url),
)

const MEMORY_MB = 512

/** What the drawing process is told. */
export type Drawing = { readonly report: ReportDocument; readonly format: ReportFormat } | { readonly document: MarkdownDocument }

/**
 * The file of a report, drawn in a process of its own, which ends with the signal. A thread would leave the hub twice as
 * large as before: what it freed stays in the allocator.
 */
export function render(report: ReportDocument, format: ReportFormat, signal: AbortSignal): Promise<Uint8Array> {
  return draw({ report, format }, signal)
}

/** A text as a PDF, likewise. */
export function markdownPdf(document: MarkdownDocument, signal: AbortSignal): Promise<Uint8Array> {
  return draw({ document }, signal)
}

function draw(drawing: Drawing, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = fork(PROGRAM, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${MEMORY_MB}`],
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      signal,
      killSignal: 'SIGKILL',
    })
    child.on('message', (bytes: Uint8Array) => {
      resolve(bytes)
      child.disconnect()
    })
    child.on('error', reject)
    child.on('exit', (code, killed) => reject(new Error(`the drawing process ended with ${killed ?? code}`)))
    child.send(drawing, (error) => error && reject(error))
  })
}
