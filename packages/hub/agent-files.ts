import { createReadStream, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DomainError } from '@hyperion/domain/errors'
import type { FastifyInstance, FastifyReply } from 'fastify'

const BUILT_AGENT = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../dist/agent/' : './agent/', import.meta.url))

/** What anybody may have: the software itself. */
const FILES = ['install.sh', 'hyperion-agent.cjs', 'local-face.cjs'] as const

/** As `uname -m` says it, for the machine that this hub runs on. */
const MACHINES: Readonly<Record<string, string>> = { x64: 'linux-x86_64', arm64: 'linux-aarch64' }

/** `/api/agent/…`: what the pasted command installs on another host; Node itself, which is large, only for a usable token. */
export async function agentFiles(app: FastifyInstance, isUsable: (token: string) => Promise<boolean>): Promise<void> {
  const config = { access: 'public' as const }
  for (const name of FILES) app.get(`/api/agent/${name}`, { config }, (_request, reply) => send(reply, `${BUILT_AGENT}${name}`))

  app.get<{ Querystring: { platform?: unknown } }>('/api/agent/node', { config }, async (request, reply) => {
    const token = request.headers['x-enrolment-token']
    const same = process.platform === 'linux' && request.query.platform === MACHINES[process.arch]
    if (typeof token !== 'string' || !same || !(await isUsable(token))) throw new DomainError('not_found', 'no Node for this machine')
    return send(reply, process.execPath)
  })
}

function send(reply: FastifyReply, path: string): FastifyReply {
  if (!existsSync(path)) throw new DomainError('not_found', 'the agent is not built')
  return reply.type(path.endsWith('.sh') ? 'text/x-shellscript; charset=utf-8' : 'application/octet-stream').send(createReadStream(path))
}
