import { Server } from 'node:tls'
import { healthcheckDialect } from '@hyperion/faces/healthcheck'
import { HYPERION_PREFIXES, hyperionDialect } from '@hyperion/faces/hyperion'
import { IMAS_PREFIXES, imasDialect } from '@hyperion/faces/imas'
import { PERFANALYSIS_PREFIXES, perfanalysisDialect } from '@hyperion/faces/perfanalysis'
import { createFastify } from '@hyperion/faces/shared'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Config } from './config.ts'
import { allowOrigins } from './cors.ts'
import type { ServedCertificate } from './tls/served-certificate.ts'

/** The HTTP server that the faces are registered in, with the security headers of all answers. */
export async function createServer(config: Config, certificate: ServedCertificate | null = null): Promise<FastifyInstance> {
  const app = await createFastify({
    dialects: {
      prefixed: [
        ...PERFANALYSIS_PREFIXES.map((prefix) => ({ prefix, dialect: perfanalysisDialect })),
        ...IMAS_PREFIXES.map((prefix) => ({ prefix, dialect: imasDialect })),
        ...HYPERION_PREFIXES.map((prefix) => ({ prefix, dialect: hyperionDialect })),
      ],
      root: healthcheckDialect,
    },
    trustedProxies: config.trustedProxies,
    headers: securityHeaders(config.publicUrl?.startsWith('https:') ?? false),
    logger: pino({ level: 'error' }, pino.destination(2)),
    tls: certificate?.current,
  })
  certificate?.follow((renewed) => {
    if (app.server instanceof Server) app.server.setSecureContext({ ...renewed, minVersion: 'TLSv1.2' })
  })
  await allowOrigins(app, config.corsOrigins)
  return app
}

const CONTENT_POLICY = [
  "default-src 'self'",
  // Mantine and Swagger UI set styles from script.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join(';')

/** The same for every answer, so made once: a plugin that makes them per request halves what GET /cpu can do. */
function securityHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': CONTENT_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(https && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}
