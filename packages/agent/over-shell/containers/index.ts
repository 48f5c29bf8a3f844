import { ActionError } from '@hyperion/domain/actions'
import { SshFailure } from '@hyperion/ports/ssh'
import type { OperationId } from '@hyperion/wire/actions'
import { containersOf } from '../../actions/containers/index.ts'
import type { Implementation } from '../../actions/implementation.ts'
import { EngineError } from '../../containers/ask-engine.ts'
import type { FoundSockets } from '../../containers/engine-sockets.ts'
import { bodyOf, PREAMBLE } from '../answer.ts'
import type { Reach, ShellImplementation, ShellImplementations } from '../reach.ts'

/** Names the sockets of engines, and whether the account may use them. Folders of other accounts are closed to it. */
const SCRIPT = `${PREAMBLE}
cat > /dev/null
look() {
  [ -S "$2" ] || return 0
  [ -r "$2" ] && [ -w "$2" ] && echo "yes $1 $2" || echo "no $1 $2"
}
look docker /run/docker.sock
[ -S /run/docker.sock ] || look docker /var/run/docker.sock
look podman /run/podman/podman.sock
for folder in /run/user/*; do
  look "podman:\${folder##*/}" "$folder/podman/podman.sock"
  look "docker:\${folder##*/}" "$folder/docker.sock"
done
exit 0
`

const LIMITS = { ms: 15_000, bytes: 64 * 1024 } as const
const MOST = 64

type ContainerOperation = Extract<OperationId, `container.${string}`>

/** An operation of the agent's own, on engines whose sockets the host's SSH server connects to. */
function throughSsh<O extends ContainerOperation>(operation: O): ShellImplementation<O> {
  return (params, run, reach) => {
    // An order sees the sockets that were there when it began.
    let found: Promise<FoundSockets> | null = null
    const sockets = (): Promise<FoundSockets> => {
      found ??= findSockets(reach)
      return found
    }
    const own = containersOf({ clock: reach.clock, sockets })[operation] as unknown as Implementation<O>
    return own(params, run)
  }
}

export const containersOverShell: ShellImplementations = {
  'container.list': throughSsh('container.list'),
  'container.inspect': throughSsh('container.inspect'),
  'container.stats': throughSsh('container.stats'),
  'container.logs': throughSsh('container.logs'),
  'container.start': throughSsh('container.start'),
  'container.stop': throughSsh('container.stop'),
  'container.restart': throughSsh('container.restart'),
  'container.pause': throughSsh('container.pause'),
  'container.unpause': throughSsh('container.unpause'),
  'container.kill': throughSsh('container.kill'),
}

async function findSockets({ connection }: Reach): Promise<FoundSockets> {
  const body = bodyOf(await connection.run(`exec /bin/sh -c '${SCRIPT}'`, '', LIMITS))
  const lines = [...body.matchAll(/^(yes|no) ([a-z]+(?::\d{1,10})?) (\/\S+)$/gm)].slice(0, MOST)
  if (lines.length === 0)
    throw new ActionError('unsupported', 'no container engine has a socket on this host, or its folder is closed to the account')
  const sockets = lines.map(([, may, label = '', where = '']) => {
    const dial = may === 'yes' ? () => connection.connectTo(where).catch(inWords) : () => Promise.reject(CLOSED)
    return { label, where, address: { dial } }
  })
  return { sockets, troubles: [] }
}

const CLOSED = new EngineError('refused', 'may not be asked by this account: let it into the group of the socket')

function inWords(error: unknown): never {
  if (!(error instanceof SshFailure)) throw error
  if (error.kind !== 'forwarding') throw new EngineError('silent', error.message)
  const words =
    'is not to be reached: nothing listens there, or sshd has AllowStreamLocalForwarding no (or DisableForwarding yes) for the account'
  throw new EngineError('refused', words)
}
