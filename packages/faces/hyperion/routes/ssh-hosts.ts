import { DomainError } from '@hyperion/domain/errors'
import { isMachineAddress, plainRoots, type SecretDraft } from '@hyperion/features/ssh-hosts'
import type { NewSshHostAnswer, SshHostRow, SshHostsAnswer, SshProbeAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { malformed, reaching } from '../ssh-problems.ts'
import * as schemas from '../ssh-schemas.ts'
import { newSshHost, sshHostRow } from '../ssh-views.ts'
import { documented } from './route.ts'

type Deps = Pick<HyperionDeps, 'sshHosts' | 'hosts' | 'audit'>

const all = { tag: 'Hosts', access: 'config' } as const
const TWICE = { 409: 'This account of this machine is watched already' }

/** Hosts that are watched over SSH. Renaming and deleting them is as with all hosts; secrets are never answered. */
export function sshHostRoutes(app: FastifyInstance, deps: Deps): void {
  const { sshHosts } = deps

  app.get(
    '/api/ssh-hosts',
    documented({ ...all, summary: 'How the hub gets into the hosts that it watches over SSH', answer: schemas.SshHostsAnswer }),
    async (): Promise<SshHostsAnswer> => ({ hosts: sshHosts.list().map(sshHostRow) }),
  )

  app.get(
    '/api/ssh-hosts/script',
    documented({
      ...all,
      summary: 'What such a host runs for each sample',
      description: 'All that an account for it needs to be allowed: put it on the host and let the key run nothing else.',
      answer: 'text',
    }),
    async (_request, reply) => reply.type('text/plain; charset=utf-8').send(sshHosts.script),
  )

  app.post<{ Body: schemas.ProbeBody }>(
    '/api/ssh-hosts/probe',
    documented({
      ...all,
      summary: 'See the host key of a machine',
      description: 'To be confirmed by somebody who knows it, before anything secret is sent there.',
      answer: schemas.ProbeAnswer,
      body: schemas.ProbeBody,
    }),
    async (request): Promise<SshProbeAnswer> => {
      const { address, port } = request.body
      refuseNowhere(request, address)
      const { type, fingerprint } = await reaching(request, 'password', () => sshHosts.probe({ address, port }))
      return { address, port, host_key_type: type, host_key: fingerprint }
    },
  )

  adding(app, deps)
  changing(app, deps)
  operating(app, deps)
}

function adding(app: FastifyInstance, { sshHosts, hosts, audit }: Deps): void {
  app.post<{ Body: schemas.NewSshHostBody }>(
    '/api/ssh-hosts',
    documented({
      ...all,
      summary: 'Watch a host over SSH',
      stepUp: true,
      description:
        'Signs in and takes a sample first: a host that cannot be watched is not added, and the answer names the field to look at.',
      answer: schemas.NewSshHostAnswer,
      status: 201,
      body: schemas.NewSshHostBody,
      errors: TWICE,
    }),
    async (request, reply) => {
      const { body } = request
      const { name, address, port, username, host_key: hostKey, interval_seconds: seconds } = body
      refuseNowhere(request, address)
      const secret = secretIn(request, body)
      if (!secret) throw malformed(request, 'password', 'secret')
      const draft = { name, address, port, username, secret, hostKey, intervalMs: seconds == null ? null : seconds * 1000 }
      const details = { address, port, username, secret: secret.kind, host_key: hostKey }
      const { host, first } = await audited(request, audit, { action: 'host.add', target: name ?? address, details }, () =>
        reaching(request, fieldOf(secret), () => sshHosts.add(draft)),
      )
      return reply.code(201).send(newSshHost(await hosts.find(host.host), host, first) satisfies NewSshHostAnswer)
    },
  )
}

function changing(app: FastifyInstance, { sshHosts, audit }: Deps): void {
  app.put<{ Params: schemas.SshHostParams; Body: schemas.SshAccessBody }>(
    '/api/ssh-hosts/:id',
    documented({
      ...all,
      summary: 'Change how the hub gets into a host, or accept its new key',
      stepUp: true,
      description: 'Is tried first; what does not work changes nothing.',
      answer: schemas.SshHostAnswer,
      params: schemas.SshHostParams,
      body: schemas.SshAccessBody,
      errors: TWICE,
    }),
    async (request): Promise<SshHostRow> => {
      const { params, body } = request
      const known = sshHosts.get(params.id)
      if (!known) throw new DomainError('not_found', 'no host that is watched over SSH')
      const { address, port, username, host_key: hostKey } = body
      if (address !== undefined) refuseNowhere(request, address)
      const secret = secretIn(request, body)
      const details = { id: params.id, address, port, username, host_key: hostKey, ...(secret && { secret: secret.kind }) }
      const field = fieldOf(secret ?? { kind: known.secretKind })
      return audited(request, audit, { action: 'host.access', target: known.name, details }, () =>
        reaching(request, field, async () =>
          sshHostRow(await sshHosts.changeAccess(params.id, { address, port, username, secret, hostKey })),
        ),
      )
    },
  )
}

function operating(app: FastifyInstance, { sshHosts, audit }: Deps): void {
  app.put<{ Params: schemas.SshHostParams; Body: schemas.SshTierBody }>(
    '/api/ssh-hosts/:id/tier',
    documented({
      ...all,
      summary: 'Say how far a host over SSH may be operated, and where its files may be reached',
      stepUp: true,
      description: 'Within what its account may do: the account is the limit that the host sets itself.',
      answer: schemas.SshHostAnswer,
      params: schemas.SshHostParams,
      body: schemas.SshTierBody,
    }),
    async (request): Promise<SshHostRow> => {
      const { params, body } = request
      const known = sshHosts.get(params.id)
      if (!known) throw new DomainError('not_found', 'no host that is watched over SSH')
      const { tier, file_roots: texts } = body
      const roots = texts && plainRoots(texts)
      if (roots === null) throw malformed(request, 'file_roots', 'roots')
      const details = { id: params.id, tier, ...(roots && { file_roots: roots }) }
      const deed = { action: 'host.tier', target: known.name, host: params.id, details } as const
      return audited(request, audit, deed, async () => sshHostRow(await sshHosts.setTier(params.id, { tier, roots })))
    },
  )
}

function refuseNowhere(request: FastifyRequest, address: string): void {
  if (!isMachineAddress(address)) throw malformed(request, 'address', 'address')
}

function secretIn(
  request: FastifyRequest,
  { password, private_key: privateKey, passphrase }: Pick<schemas.SshAccessBody, 'password' | 'private_key' | 'passphrase'>,
): SecretDraft | undefined {
  if (password !== undefined && privateKey !== undefined) throw malformed(request, 'private_key', 'secrets')
  if (password !== undefined) return { kind: 'password', password }
  return privateKey === undefined ? undefined : { kind: 'key', privateKey, passphrase: passphrase || null }
}

function fieldOf({ kind }: Pick<SecretDraft, 'kind'>): 'password' | 'private_key' {
  return kind === 'key' ? 'private_key' : 'password'
}
