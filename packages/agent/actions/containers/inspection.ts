import type { ResultOf } from '@hyperion/wire/actions'
import { EngineError } from '../../containers/ask-engine.ts'
import { type Fields, fieldsOf, stateOf } from '../../containers/engine-answers.ts'
import { HIDDEN, isSecretName, redactCommand, redactText } from './redact.ts'

/** What a look at a container tells, beyond which one it is. */
export type Inspection = Omit<ResultOf<'container.inspect'>, 'engine' | 'id' | 'name' | 'image' | 'protected'>

const CHECKS = 5
const CHECK_CHARS = 1000
/** Of the memory limit of one without a limit, some engines tell this. */
const NO_LIMIT = 2 ** 62

/** `GET /containers/ID/json` of Docker and of Podman, without what may be secret. Throws {@link EngineError}. */
export function parseInspectionInFull(text: string): Inspection {
  const body = fieldsOf(parsed(text))
  const [State, Config, Host, Networks] = [body.State, body.Config, body.HostConfig, body.NetworkSettings].map(fieldsOf) as Four
  if (!('Status' in State) && !('Running' in State)) throw new EngineError('unreadable', 'answers what describes no container')
  return {
    ...stateIn(State),
    ...configIn(body, Config, Host),
    imageId: shown(body.Image, 128),
    createdAt: instantOf(body.Created),
    restarts: count(body.RestartCount) ?? 0,
    health: healthIn(fieldsOf(State.Health ?? State.Healthcheck)),
    restartPolicy: restartIn(fieldsOf(Host.RestartPolicy)),
    limits: limitsIn(Host),
    environment: listOf(Config.Env, 512).map((each) => shown(each, 4096).split('=', 1)[0]?.slice(0, 255) ?? ''),
    labels: Object.entries(fieldsOf(Config.Labels)).slice(0, 256).map(labelOf),
    mounts: listOf(body.Mounts, 128).map(fieldsOf).map(mountOf),
    ports: portsIn(fieldsOf(Networks.Ports)),
    networks: Object.entries(fieldsOf(Networks.Networks)).slice(0, 64).map(networkOf),
  }
}

type Four = [Fields, Fields, Fields, Fields]

function stateIn(State: Fields): Pick<Inspection, 'state' | 'pid' | 'exitCode' | 'outOfMemory' | 'error' | 'startedAt' | 'endedAt'> {
  const runs = State.Running === true
  const endedAt = instantOf(State.FinishedAt)
  return {
    state: stateOf(State.Status ?? (runs ? 'running' : 'exited')),
    pid: count(State.Pid) ?? 0,
    exitCode: runs || endedAt === null || !Number.isSafeInteger(State.ExitCode) ? null : (State.ExitCode as number) | 0,
    outOfMemory: State.OOMKilled === true,
    error: redactText(shown(State.Error, 4000)),
    startedAt: instantOf(State.StartedAt),
    endedAt,
  }
}

function configIn(body: Fields, Config: Fields, Host: Fields) {
  return {
    graceS: count(Config.StopTimeout),
    stopSignal: String(shown(Config.StopSignal ?? '', 64)),
    command: redactCommand([shown(body.Path, 4096), ...listOf(body.Args, 127).map((each) => shown(each, 4096))]).map(cut),
    user: shown(Config.User, 255),
    folder: shown(Config.WorkingDir, 4096),
    hostname: shown(Config.Hostname, 255),
    terminal: Config.Tty === true,
    privileged: Host.Privileged === true,
    readOnly: Host.ReadonlyRootfs === true,
    networkMode: shown(Host.NetworkMode, 255),
    logDriver: shown(fieldsOf(Host.LogConfig).Type, 64),
  }
}

function healthIn({ Status, FailingStreak, Log }: Fields): Inspection['health'] {
  const state = shown(Status, 64)
  if (state === '' || state === 'none') return null
  const checks = (Array.isArray(Log) ? (Log as unknown[]) : [])
    .slice(-CHECKS)
    .map(fieldsOf)
    .map(({ Start, ExitCode, Output }) => ({
      at: instantOf(Start),
      exitCode: Number.isSafeInteger(ExitCode) ? (ExitCode as number) | 0 : 0,
      output: redactText(shown(Output, CHECK_CHARS)),
    }))
  return { state, failures: count(FailingStreak) ?? 0, checks }
}

function restartIn({ Name, MaximumRetryCount }: Fields): Inspection['restartPolicy'] {
  return { name: shown(Name, 64) || 'no', most: count(MaximumRetryCount) ?? 0 }
}

function limitsIn({ NanoCpus, CpuQuota, CpuPeriod, Memory, PidsLimit }: Fields): Inspection['limits'] {
  const nano = count(NanoCpus) ?? 0
  const quota = count(CpuQuota) ?? 0
  const memory = count(Memory) ?? 0
  const cpus = nano > 0 ? nano / 1e9 : quota > 0 ? quota / (count(CpuPeriod) || 100_000) : null
  return { cpus, memoryBytes: memory > 0 && memory < NO_LIMIT ? memory : null, processes: count(PidsLimit) || null }
}

function labelOf([name, value]: readonly [string, unknown]): Inspection['labels'][number] {
  return { name: shown(name, 255), value: isSecretName(name) ? HIDDEN : redactText(shown(value, 4000)).slice(0, 4096) }
}

function mountOf({ Type, Source, Destination, RW }: Fields): Inspection['mounts'][number] {
  return { type: shown(Type, 64), source: shown(Source, 4096), target: shown(Destination, 4096), writable: RW !== false }
}

/** `{ "80/tcp": [{ HostIp, HostPort }] }`; null for one that is not published. */
function portsIn(ports: Fields): Inspection['ports'] {
  return Object.entries(ports)
    .flatMap(([port, published]) => {
      const places = listOf(published, 16).map(fieldsOf)
      return (places.length > 0 ? places : [{} as Fields]).map(({ HostIp, HostPort }) => {
        const hostPort = Number(HostPort)
        const known = Number.isSafeInteger(hostPort) && hostPort > 0 && hostPort < 65_536
        return { port: shown(port, 32), address: shown(HostIp, 64), hostPort: known ? hostPort : null }
      })
    })
    .slice(0, 256)
}

function networkOf([name, network]: readonly [string, unknown]): Inspection['networks'][number] {
  const { IPAddress, GlobalIPv6Address, Gateway, MacAddress } = fieldsOf(network)
  return {
    name: shown(name, 255),
    address: shown(IPAddress || GlobalIPv6Address, 64),
    gateway: shown(Gateway, 64),
    mac: shown(MacAddress, 64),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new EngineError('unreadable', 'answers what is no JSON')
  }
}

const shown = (value: unknown, length: number): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, length).toWellFormed() : ''
const cut = (text: string): string => text.slice(0, 4096).toWellFormed()
const listOf = (value: unknown, most: number): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]).slice(0, most) : [])
const count = (value: unknown): number | null => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null)

/** Year 1 stands for never. */
function instantOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return at > 0 ? at : null
}
