import { arrayOf, between, fields, figure, flag, instant, integer, maybe, oneOf, orNull, text } from '../checks/index.ts'
import { operation } from './operation.ts'

/** Those that a person may send, as `kill -l` names them. */
export const SIGNALS = ['TERM', 'KILL', 'HUP', 'INT', 'QUIT', 'USR1', 'USR2', 'STOP', 'CONT'] as const

export type SignalName = (typeof SIGNALS)[number]

/** Most that is told of one process, of each kind. */
export const PROCESS_LIMITS = {
  commandChars: 4096,
  arguments: 256,
  argumentChars: 1024,
  pathChars: 4096,
  groups: 64,
  limits: 32,
  sockets: 200,
  threads: 100,
  parents: 32,
  files: 200,
} as const

const PID = between(1, 4_194_304)
const COMMAND = text(PROCESS_LIMITS.commandChars)
const NAME = text(255)
const PATH = text(PROCESS_LIMITS.pathChars)
const STATE = oneOf(['running', 'sleeping', 'stopped', 'zombie'])
const NICE = between(-20, 19)
const bytes = integer(0)

/** Which process is meant: a number alone may have passed on to another one. */
const identified = {
  pid: PID,
  /** Epoch ms, as the table tells it. */
  startedAt: instant,
  /** As the table tells it. */
  command: COMMAND,
}

/** What stays as it is, mostly. */
const facts = {
  parent: integer(0),
  name: NAME,
  command: COMMAND,
  user: NAME,
  /** Nobody may end it: PID 1, a thread of the kernel, the agent itself and what the agent runs under. */
  protected: flag,
}

/** What changes all the time. */
const figures = {
  state: STATE,
  /** One core is 100. */
  cpuPercent: figure,
  memoryPercent: figure,
  memoryBytes: bytes,
  threads: integer(0),
  nice: orNull(NICE),
}

/** What a process is asked about: the one that began then, or whichever has the number now. */
const which = fields({ pid: PID, startedAt: maybe(instant) })

const SOCKET_STATES = [
  ...(['established', 'syn_sent', 'syn_received', 'fin_wait_1', 'fin_wait_2', 'time_wait', 'closed', 'close_wait'] as const),
  ...(['last_ack', 'listening', 'closing', 'unconnected'] as const),
] as const

const socket = fields({
  protocol: oneOf(['tcp', 'tcp6', 'udp', 'udp6', 'unix']),
  state: oneOf(SOCKET_STATES),
  /** `address:port`, or a path. */
  local: text(512),
  /** Empty where there is none. */
  remote: text(512),
})

const detail = fields({
  at: instant,
  pid: PID,
  startedAt: instant,
  ...facts,
  ...figures,
  /** The command line, argument by argument; empty for a thread of the kernel. */
  arguments: arrayOf(PROCESS_LIMITS.arguments, text(PROCESS_LIMITS.argumentChars)),
  /** Some of it was left out. */
  argumentsCut: flag,
  uid: orNull(integer(0)),
  group: NAME,
  groups: arrayOf(PROCESS_LIMITS.groups, NAME),
  /** These are null where the agent's account may not see them. */
  workingDirectory: orNull(PATH),
  executable: orNull(PATH),
  openFiles: orNull(integer(0)),
  cgroup: orNull(PATH),
  /** With its ending, `nginx.service`. */
  unit: orNull(NAME),
  container: orNull(fields({ id: text(64), name: NAME })),
  /** Null for no limit. */
  limits: arrayOf(PROCESS_LIMITS.limits, fields({ name: text(64), soft: orNull(figure), hard: orNull(figure), unit: text(16) })),
  /** Null where the agent's account may not see them; at most 200. */
  sockets: orNull(arrayOf(PROCESS_LIMITS.sockets, socket)),
  socketCount: orNull(integer(0)),
  /** At most 100. */
  threadList: arrayOf(PROCESS_LIMITS.threads, fields({ id: integer(0), name: NAME, state: STATE, cpuSeconds: figure })),
  memory: fields({
    virtualBytes: orNull(bytes),
    peakBytes: orNull(bytes),
    sharedBytes: orNull(bytes),
    swapBytes: orNull(bytes),
    /** Its share of what it has in common with others. */
    proportionalBytes: orNull(bytes),
    privateBytes: orNull(bytes),
  }),
  /** Since it began; null where the agent's account may not see it. */
  io: orNull(fields({ readBytes: bytes, writtenBytes: bytes })),
  cpuSeconds: fields({ user: figure, system: figure }),
  oomScore: orNull(integer(0)),
  /** From its parent up. */
  parents: arrayOf(PROCESS_LIMITS.parents, fields({ pid: PID, name: NAME, startedAt: instant })),
})

export const processOperations = {
  'process.list': operation(
    {
      params: fields({}),
      result: fields({ at: instant, bootedAt: instant }),
      row: fields({ pid: PID, startedAt: instant, ...facts, ...figures }),
    },
    { tier: 'observe', permission: 'read', change: false, timeoutMs: 10_000, target: () => '' },
  ),
  /**
   * The table, and then every few seconds what is another than before, until it is cancelled. `progress` ends each round, with the instant
   * (epoch ms) that the table is of. With thousands of processes a round is a few of them.
   */
  'process.follow': operation(
    {
      params: fields({ everySeconds: maybe(between(2, 60)) }),
      result: fields({}),
      row: fields({
        pid: PID,
        startedAt: instant,
        /** With the first row of a process, and when they change. */
        facts: maybe(fields(facts)),
        /** Null for one that is gone. */
        figures: orNull(fields(figures)),
      }),
    },
    { tier: 'observe', permission: 'read', change: false, interactive: true, timeoutMs: 90_000, target: () => '' },
  ),
  /** Everything but its environment, which is never told: it holds secrets. */
  'process.detail': operation(
    { params: which, result: detail },
    { tier: 'observe', permission: 'read', change: false, timeoutMs: 10_000, target: ({ pid }) => String(pid) },
  ),
  /** The first 200: their names tell more than a viewer of figures needs to know. */
  'process.files': operation(
    {
      params: which,
      result: fields({ total: integer(0) }),
      row: fields({
        descriptor: integer(0),
        kind: oneOf(['file', 'folder', 'device', 'socket', 'pipe', 'other']),
        path: PATH,
        deleted: flag,
      }),
    },
    { tier: 'operate', permission: 'execute', change: false, timeoutMs: 10_000, target: ({ pid }) => String(pid) },
  ),
  'process.signal': operation(
    {
      params: fields({ ...identified, signal: oneOf(SIGNALS) }),
      result: fields({
        /** How it is a moment later. */
        ended: flag,
        undo: orNull(fields({ operation: oneOf(['process.signal']), params: fields({ ...identified, signal: oneOf(['STOP', 'CONT']) }) })),
      }),
    },
    {
      tier: 'operate',
      permission: 'execute',
      change: true,
      dangerous: ({ signal }) => signal === 'KILL',
      timeoutMs: 10_000,
      target: ({ pid, command, signal }) => `${signal} → ${pid} ${command}`,
    },
  ),
  'process.renice': operation(
    {
      params: fields({ ...identified, nice: NICE }),
      result: fields({
        before: NICE,
        nice: NICE,
        undo: fields({ operation: oneOf(['process.renice']), params: fields({ ...identified, nice: NICE }) }),
      }),
    },
    {
      tier: 'operate',
      permission: 'execute',
      change: true,
      timeoutMs: 10_000,
      target: ({ pid, command, nice }) => `nice ${nice} → ${pid} ${command}`,
    },
  ),
}
