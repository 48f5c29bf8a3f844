import type { InboundAnswer, InboundRequest, SlackInbound } from '@hyperion/features/slack'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { ImasDeps } from '../deps.ts'
import { SlackReceived } from '../slack-schemas.ts'
import { documented } from './route.ts'

export const SLACK_TAG = 'Slack'
const URL = '/api/v1/slack/'
/** Forms carry along all that they show. */
const BODY_LIMIT = 512 * 1024

const AnyQuery = Type.Object({}, { additionalProperties: true })

/** What Slack calls: open to whoever can sign as Slack does. */
export async function slackInboundRoutes(app: FastifyInstance, { slack: { inbound } }: ImasDeps): Promise<void> {
  await app.register(async (scope) => {
    // The signature is over the bytes as they came.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body))
    const shared = { tag: SLACK_TAG, access: 'public', query: AnyQuery, answer: SlackReceived } as const
    const errors = { 401: 'Not signed by Slack, too old, or sent before', 404: 'Slack is not set up', 413: 'Body too large' }
    const route = (name: string, summary: string, description: string, take: (request: InboundRequest) => Promise<InboundAnswer>): void => {
      const options = documented({ ...shared, summary, description, errors })
      scope.post(`${URL}${name}/`, { ...options, bodyLimit: BODY_LIMIT }, async (request, reply) => {
        const answer = await take(inboundOf(request))
        return answer === null ? reply.code(200).send() : answer
      })
    }
    const { event, command, interaction } = methodsOf(inbound)
    route('events', 'Slack’s Events API', 'Mentions of the app, and what is written in war rooms; signed by Slack.', event)
    route('commands', 'Slack’s slash command', '`/imas incident list`, `create`, `ack <id>`, `resolve <id>`; signed by Slack.', command)
    route('interactive', 'Slack’s buttons and forms', 'What is pressed and entered in Slack; signed by Slack.', interaction)
  })
}

function methodsOf(inbound: SlackInbound) {
  return {
    event: (request: InboundRequest) => inbound.event(request),
    command: (request: InboundRequest) => inbound.command(request),
    interaction: (request: InboundRequest) => inbound.interaction(request),
  }
}

function inboundOf({ headers, body }: FastifyRequest): InboundRequest {
  const one = (name: string): string | undefined => {
    const value = headers[name]
    return Array.isArray(value) ? undefined : value
  }
  return {
    timestamp: one('x-slack-request-timestamp'),
    signature: one('x-slack-signature'),
    retry: headers['x-slack-retry-num'] !== undefined,
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  }
}
