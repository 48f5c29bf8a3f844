import { createReadStream, existsSync } from 'node:fs'
import { DomainError } from '@hyperion/domain/errors'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { NodeHeaders, NodeQuery } from '../agent-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { documented } from './route.ts'

const FILES = [
  { name: 'install.sh', summary: 'Script that installs an agent' },
  { name: 'hyperion-agent.cjs', summary: 'The agent' },
  { name: 'local-face.cjs', summary: 'The part of the agent that `--listen` needs' },
  { name: 'actions.cjs', summary: 'The part of the agent that carries out what is asked of a host' },
] as const

/** As `uname -m` says it, for the machine that this hub runs on. */
const MACHINES: Readonly<Record<string, string>> = { x64: 'linux-x86_64', arm64: 'linux-aarch64' }

/** `/api/agent/…`: what the pasted command installs on another host; Node itself, which is large, only for a usable token. */
export function agentFileRoutes(app: FastifyInstance, { agentFolder, enrolments }: Pick<HyperionDeps, 'agentFolder' | 'enrolments'>): void {
  const shared = { tag: 'Agents', access: 'public', answer: 'file' } as const
  const absent = { 404: 'The agent is not built' }

  for (const { name, summary } of FILES) {
    app.get(`/api/agent/${name}`, documented({ ...shared, summary, errors: absent }), (_request, reply) => send(reply, agentFolder + name))
  }

  app.get<{ Querystring: NodeQuery; Headers: NodeHeaders }>(
    '/api/agent/node',
    documented({
      ...shared,
      summary: 'Node, for a machine like the hub’s',
      description: 'Only with an enrolment token that is good.',
      query: NodeQuery,
      headers: NodeHeaders,
      errors: { 404: 'No Node for this machine, or no such token' },
    }),
    async (request, reply) => {
      const same = process.platform === 'linux' && request.query.platform === MACHINES[process.arch]
      if (!same || !(await enrolments.isUsable(request.headers['x-enrolment-token']))) {
        throw new DomainError('not_found', 'no Node for this machine')
      }
      return send(reply, process.execPath)
    },
  )
}

function send(reply: FastifyReply, path: string): FastifyReply {
  if (!existsSync(path)) throw new DomainError('not_found', 'the agent is not built')
  return reply.type(path.endsWith('.sh') ? 'text/x-shellscript; charset=utf-8' : 'application/octet-stream').send(createReadStream(path))
}
