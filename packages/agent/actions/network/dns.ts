import { promises } from 'node:dns'
import { isIP } from 'node:net'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import { NETWORK_LIMITS } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { shown } from '../processes/shown.ts'
import { addressOf, until } from './targets.ts'

type Result = ResultOf<'network.dns'>
type Answers = Result['answers']

const RESOLVER = { timeout: 3000, tries: 2 } as const
const PORT = 53

const STATES: Readonly<Record<string, Result['status']>> = {
  ENOTFOUND: 'no_domain',
  ENODATA: 'no_data',
  EREFUSED: 'refused',
  ESERVFAIL: 'server_failure',
  ETIMEOUT: 'timeout',
  ECONNREFUSED: 'unreachable',
}

/** Asks the resolvers of this host, or one that is named, past `/etc/hosts` and every cache of the system. */
export async function probeDns(params: ParamsOf<'network.dns'>, { signal }: Pick<Run, 'signal'>): Promise<Result> {
  const { name, type, server, port = PORT } = params
  const resolver = new promises.Resolver(RESOLVER)
  if (server !== undefined) {
    const address = await addressOf({ target: server }, signal)
    resolver.setServers([isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`])
  }
  const cancel = (): void => resolver.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  const begun = performance.now()
  const answered = (status: Result['status'], answers: Answers): Result => ({
    servers: resolver
      .getServers()
      .slice(0, NETWORK_LIMITS.servers)
      .map((each) => shown(each, 80)),
    ms: performance.now() - begun,
    status,
    answers: answers.slice(0, NETWORK_LIMITS.answers).map(({ value, ttl }) => ({ value: shown(value, 4096), ttl })),
  })
  try {
    const answers = await until(ask(resolver, name, type), signal)
    return answered(answers.length === 0 ? 'no_data' : 'ok', answers)
  } catch (error) {
    signal.throwIfAborted()
    return answered(STATES[(error as NodeJS.ErrnoException).code ?? ''] ?? 'failed', [])
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

async function ask(resolver: promises.Resolver, name: string, type: ParamsOf<'network.dns'>['type']): Promise<Answers> {
  const plain = (value: string): Answers[number] => ({ value, ttl: null })
  const withTtl = ({ address, ttl }: { address: string; ttl: number }): Answers[number] => ({ value: address, ttl })
  switch (type) {
    case 'A':
      return (await resolver.resolve4(name, { ttl: true })).map(withTtl)
    case 'AAAA':
      return (await resolver.resolve6(name, { ttl: true })).map(withTtl)
    case 'CNAME':
      return (await resolver.resolveCname(name)).map(plain)
    case 'NS':
      return (await resolver.resolveNs(name)).map(plain)
    case 'PTR':
      return (isIP(name) === 0 ? await resolver.resolvePtr(name) : await resolver.reverse(name)).map(plain)
    case 'MX':
      return (await resolver.resolveMx(name))
        .toSorted((a, b) => a.priority - b.priority)
        .map((mx) => plain(`${mx.priority} ${mx.exchange}`))
    case 'TXT':
      // Node gives each byte as a character.
      return (await resolver.resolveTxt(name)).map((parts) => plain(Buffer.from(parts.join(''), 'latin1').toString('utf8')))
    case 'SRV':
      return (await resolver.resolveSrv(name)).map((srv) => plain(`${srv.priority} ${srv.weight} ${srv.port} ${srv.name}`))
    case 'CAA':
      return (await resolver.resolveCaa(name)).map(({ critical, ...rest }) =>
        plain(
          `${critical} ${Object.entries(rest)
            .filter(([key]) => key !== 'type')
            .map(([key, value]) => `${key} ${value}`)
            .join(' ')}`,
        ),
      )
    case 'SOA': {
      const soa = await resolver.resolveSoa(name)
      return [plain(`${soa.nsname} ${soa.hostmaster} ${soa.serial} ${soa.refresh} ${soa.retry} ${soa.expire} ${soa.minttl}`)]
    }
  }
}
