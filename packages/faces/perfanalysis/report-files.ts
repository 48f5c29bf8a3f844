import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import cookie from '@fastify/cookie'
import { DomainError } from '@hyperion/domain/errors'
import type { Reports } from '@hyperion/features/reports'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { type Static, Type } from 'typebox'
import { type AccessOptions, errorHandler, requireAccess } from '../shared/index.ts'
import { perfanalysisDialect } from './errors.ts'
import { documented } from './routes/route.ts'
import { ErrorAnswer, strict } from './schemas.ts'

export interface ReportFilesDeps extends Pick<AccessOptions, 'accounts' | 'publicUrl'> {
  readonly reports: Pick<Reports, 'pathOf'>
}

/** Nothing else in the folder can be named: no other file, no other folder. */
const FileParams = Type.Object(
  { file: Type.String({ pattern: '^report_\\d{1,10}_\\d{8}\\.(html|pdf)$', examples: ['report_1_20260111.html'] }) },
  strict,
)

/** Browsers do not show a PDF in a sandbox, so it is downloaded. */
const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '.html': { 'content-type': 'text/html; charset=utf-8' },
  '.pdf': { 'content-type': 'application/pdf', 'content-disposition': 'attachment' },
}

/** The files of finished reports, for programs with a token and for browsers that are signed in. */
export const reportFiles: FastifyPluginAsync<ReportFilesDeps> = async (app, { reports, accounts, publicUrl }) => {
  app.setErrorHandler(errorHandler(perfanalysisDialect))
  app.addSchema(ErrorAnswer)
  requireAccess(app, { accounts, cookie: true, publicUrl })
  await app.register(cookie)
  app.get<{ Params: Static<typeof FileParams> }>(
    '/media/reports/:file',
    documented({ summary: 'The file of a report', access: 'read', answer: 'page', params: FileParams }),
    async ({ params }, reply) => sendFile(await reports.pathOf(params.file), reply),
  )
}

async function sendFile(file: string, reply: FastifyReply): Promise<FastifyReply> {
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) throw new DomainError('not_found', 'no such file')
  reply
    .header('content-length', found.size)
    .header('cache-control', 'private, no-store')
    // A report shows names that hosts made up: whatever they are, nothing runs and nothing is loaded.
    .header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    .headers(HEADERS[path.extname(file)] ?? {})
  return reply.send(createReadStream(file))
}
