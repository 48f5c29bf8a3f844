import { DomainError } from '@hyperion/domain/errors'
import { WRITE_LIMITS, WriteRequestError } from '@hyperion/features/prometheus'
import type { Receiver } from '@hyperion/ports/prometheus'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { errorAnswers, headerToken } from '../shared/index.ts'
import type { PrometheusDeps } from './deps.ts'
import { ERROR_SCHEMA } from './schemas.ts'

const ERRORS = {
  400: 'Not snappy, or not protobuf: nothing of it is taken, and never will be',
  401: 'No token of a receiver',
  403: 'An API key: a receiver has a token of its own',
  413: 'Too large, as sent or unpacked',
  415: 'Another version of remote write, or another compression',
  500: 'Internal error',
  503: 'The storage does not answer: to be sent again',
}

/** `POST /api/prometheus/write`: remote write 1.0. What is acknowledged is durable. */
export function writeRoute(app: FastifyInstance, { receivers, remoteWrite }: PrometheusDeps): void {
  const writers = new WeakMap<FastifyRequest, Receiver>()
  app.addContentTypeParser('application/x-protobuf', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post<{ Body: Buffer }>(
    '/api/prometheus/write',
    {
      // It asks for a token of its own.
      config: { access: 'public' },
      bodyLimit: WRITE_LIMITS.compressed,
      schema: {
        summary: 'Remote write',
        description:
          'For a Prometheus: a snappy-compressed `prometheus.WriteRequest` (remote write 1.0) with the token of a receiver. Samples of node_exporter become reports of a host for every job and instance; others are left aside.',
        tags: ['Prometheus'],
        security: [{ receiver: [] }],
        response: { 204: { description: 'Taken, and durable', type: 'null' }, ...errorAnswers(ERRORS, ERROR_SCHEMA) },
      },
      onRequest: async (request) => {
        writers.set(request, await receivers.authenticate(tokenOf(request)))
        checkVersion(request)
      },
    },
    async (request, reply) => {
      const body = request.body ?? Buffer.alloc(0)
      await taken(() => remoteWrite.accept(writers.get(request) as Receiver, body))
      return reply.code(204).send()
    },
  )
}

function tokenOf(request: FastifyRequest): string {
  const token = headerToken(request.headers.authorization, 'Bearer')
  if (token === undefined) throw new DomainError('token_missing', 'no token')
  if (token.startsWith('hyp_')) throw new DomainError('key_refused', 'an API key')
  return token
}

/** A Prometheus that speaks 2.0 falls back to 1.0 when it is answered 415. */
function checkVersion(request: FastifyRequest): void {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').split(';').map((each) => each.trim().toLowerCase())
  const message = parameters.find((each) => each.startsWith('proto='))?.slice('proto='.length)
  const encoding = request.headers['content-encoding'] ?? 'snappy'
  const isFirst = message === undefined || message === 'prometheus.writerequest'
  if (type !== 'application/x-protobuf' || !isFirst || encoding !== 'snappy')
    throw new DomainError('media_type_unsupported', 'not remote write 1.0')
}

async function taken(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof WriteRequestError)) throw error
    throw new DomainError(error.tooLarge ? 'body_too_large' : 'malformed_body', error.message)
  }
}
