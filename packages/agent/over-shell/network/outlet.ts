import { isIP } from 'node:net'
import { ActionError } from '@hyperion/domain/actions'
import type { TunnelProblem } from '@hyperion/ports/ssh'
import type { Connected } from '../../actions/network/connecting.ts'
import { type Outlet, ownOutlet } from '../../actions/network/outlet.ts'
import type { Exit, Program } from '../../actions/network/programs.ts'
import type { Target } from '../../actions/network/targets.ts'
import { ask, inParts } from '../parts.ts'
import { NOT_FOUND, runProgram } from '../programs.ts'
import type { Reach } from '../reach.ts'
import { unlessEnded } from '../scripted.ts'

const PATIENCE_MS = 5000

const RESOLVE_SCRIPT = inParts(`
read -r database
read -r name
command -v getent > /dev/null || fail unsupported there is no getent on this host to resolve names with: name an address
part addresses
getent "$database" "$name" | head -n 20
`)

/** Where distributions keep what their programs trust. */
const TRUST_SCRIPT = inParts(`
for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem; do
  [ -r "$file" ] || continue
  part trusted
  head -c 2000000 "$file"
  break
done
`)

const DATABASES = { ipv4: 'ahostsv4', ipv6: 'ahostsv6' } as const
const VERSIONS = { ipv4: 4, ipv6: 6 } as const
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Probes of a host over SSH: its programs run there, and its server makes the connections. */
export function outletOf(reach: Reach): Outlet {
  return {
    addressOf: (target, signal) => addressOf(target, signal, reach),
    connected: (host, port, signal) => connected(host, port, signal, reach),
    runProgram: (program) => programOf(program, reach),
    async trusted(signal) {
      const found = (await ask(TRUST_SCRIPT, [], { signal }, reach)).get('trusted')?.match(CERTIFICATE) ?? []
      return found.length > 0 ? found : ownOutlet.trusted(signal)
    },
  }
}

async function addressOf({ target, family }: Target, signal: AbortSignal, reach: Reach): Promise<string> {
  const version = isIP(target)
  if (version !== 0) {
    if (family !== undefined && VERSIONS[family] !== version) throw new ActionError('invalid', `${target} is no address of ${family}`)
    return target
  }
  const parts = await ask(RESOLVE_SCRIPT, [family ? DATABASES[family] : 'ahosts', target], { signal }, reach)
  const addresses = (parts.get('addresses') ?? '').split('\n').map((line) => line.split(/\s/, 1)[0] ?? '')
  const found = addresses.find((each) => isIP(each) !== 0 && !each.startsWith('::ffff:'))
  if (found === undefined) throw new ActionError('missing', `this host finds no ${family ?? ''} address of ${target}`.replace('  ', ' '))
  return found
}

const CODES: Readonly<Partial<Record<TunnelProblem, string>>> = {
  refused: 'ECONNREFUSED',
  timeout: 'ETIMEDOUT',
  unreachable: 'EHOSTUNREACH',
}

/** How long it took counts the way from the hub to the host as well. */
async function connected(host: string, port: number, signal: AbortSignal, { connection, clock }: Reach): Promise<Connected> {
  const begun = performance.now()
  const opening = connection.connectOnwards(host, port)
  const { promise: late, reject } = Promise.withResolvers<never>()
  const stop = clock.after(PATIENCE_MS, () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
  try {
    const opened = await unlessEnded(signal, Promise.race([opening, late]))
    if ('stream' in opened) {
      opened.stream.on('error', () => {})
      return { socket: opened.stream, ms: performance.now() - begun }
    }
    if (opened.problem === 'forbidden')
      throw new ActionError('permission', 'the SSH server of this host lets no connections through (AllowTcpForwarding)')
    throw Object.assign(new Error(opened.message), { code: CODES[opened.problem] ?? '' })
  } catch (error) {
    // One that stands later is nobody's.
    opening.then((opened) => 'stream' in opened && opened.stream.destroy()).catch(() => {})
    throw error
  } finally {
    stop()
  }
}

const COMPLAINT = 1000
const LINE = 1000

/** Its complaints come among its lines. */
async function programOf({ name, args, signal, onLine }: Program, reach: Reach): Promise<Exit | null> {
  const output = runProgram([name, ...args], signal, reach)
  let complaint = ''
  for (;;) {
    const { value, done } = await output.next()
    if (done) return value === NOT_FOUND ? null : { code: value, complaint: complaint.trim().toWellFormed() }
    for (const line of value) {
      complaint = `${complaint}${line.slice(0, LINE)} `.slice(-COMPLAINT)
      await onLine(line.slice(0, LINE))
    }
  }
}
