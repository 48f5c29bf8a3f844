import type { Arrival } from '@hyperion/features/self-check'
import { type Finding, snippetOf, wordsOf } from '@hyperion/wire/check'
import type { FindingAnswer, SelfCheckAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../self-check-schemas.ts'
import { documented } from './route.ts'

/** Whether other machines reach this hub, and what is in the way. */
export function selfCheckRoutes(
  app: FastifyInstance,
  { selfCheck, hubKey, clock }: Pick<HyperionDeps, 'selfCheck' | 'hubKey' | 'clock'>,
): void {
  app.get<{ Querystring: schemas.HubQuery }>(
    '/api/agent/hub',
    documented({
      summary: 'What tells this hub from others',
      tag: 'Agents',
      access: 'public',
      query: schemas.HubQuery,
      answer: schemas.HubFactsAnswer,
    }),
    async (request) => {
      if (request.query.check !== undefined) selfCheck.arrived(request.query.check, arrivalOf(request))
      return { product: 'hyperion', key: hubKey, now: clock.now() }
    },
  )

  app.get(
    '/api/self-check',
    documented({
      summary: 'Check the way in',
      description: 'The hub comes to its own public address as an agent would: name, TLS, HTTP, WebSocket, and what a proxy makes of it.',
      tag: 'Agents',
      access: 'config',
      answer: schemas.SelfCheckAnswer,
    }),
    async (): Promise<SelfCheckAnswer> => {
      const { url, checkedAt, findings } = await selfCheck.run()
      const ok = findings.every(({ state }) => state !== 'failed')
      return { url, checked_at: checkedAt, ok, findings: findings.map(findingAnswer) }
    },
  )
}

function findingAnswer(finding: Finding): FindingAnswer {
  return { ...finding, ...wordsOf(finding), snippet: finding.state === 'ok' ? null : snippetOf(finding) }
}

function arrivalOf(request: FastifyRequest): Arrival {
  const { headers, socket } = request
  return {
    peer: socket.remoteAddress ?? '',
    trusted: (request.ips?.length ?? 1) > 1,
    encrypted: 'encrypted' in socket,
    secure: request.protocol === 'https',
    host: headers.host ?? '',
    forwardedFor: oneOf(headers['x-forwarded-for']),
    forwardedProto: oneOf(headers['x-forwarded-proto']),
  }
}

function oneOf(header: string | string[] | undefined): string | null {
  return header === undefined ? null : String(header)
}
