import type { RequestCounts } from '@hyperion/features/prometheus'
import type { FastifyInstance } from 'fastify'

/** Whose requests the paths below each beginning are; the first that fits. */
const FACES = [
  ['/app', 'web'],
  ['/dashboard', 'perfanalysis'],
  ['/media', 'perfanalysis'],
  ['/api/v1/auth', 'perfanalysis'],
  ['/api/v1/reports', 'perfanalysis'],
  ['/api/v1', 'imas'],
  ['/api/auth', 'imas'],
  ['/api/prometheus', 'prometheus'],
  ['/metrics', 'prometheus'],
  ['/api', 'hyperion'],
  ['/ws', 'hyperion'],
] as const

/** Counts what is answered, by face. */
export function countRequests(app: FastifyInstance, counts: RequestCounts): void {
  app.addHook('onResponse', (request, reply, done) => {
    counts.count(faceOf(request.url), reply.statusCode)
    done()
  })
}

function faceOf(url: string): string {
  return FACES.find(([prefix]) => url.startsWith(prefix) && /^([/?]|$)/.test(url.slice(prefix.length)))?.[1] ?? 'healthcheck'
}
