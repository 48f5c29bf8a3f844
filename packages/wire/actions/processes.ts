import { between, fields, figure, flag, instant, integer, oneOf, orNull, text } from '../checks/index.ts'
import { operation } from './operation.ts'

/** Those that a person may send, as `kill -l` names them. */
export const SIGNALS = ['TERM', 'KILL', 'HUP', 'INT', 'QUIT', 'USR1', 'USR2', 'STOP', 'CONT'] as const

export type SignalName = (typeof SIGNALS)[number]

const PID = between(1, 4_194_304)
const COMMAND = text(4096)

/** Which process is meant: a number alone may have passed on to another one. */
const identified = {
  pid: PID,
  /** Epoch ms, as the table tells it. */
  startedAt: instant,
  /** As the table tells it. */
  command: COMMAND,
}

export const processOperations = {
  'process.list': operation(
    {
      params: fields({}),
      result: fields({ at: instant, bootedAt: instant }),
      row: fields({
        pid: PID,
        parent: integer(0),
        name: text(255),
        command: COMMAND,
        user: text(255),
        state: oneOf(['running', 'sleeping', 'stopped', 'zombie']),
        cpuPercent: figure,
        memoryPercent: figure,
        memoryBytes: integer(0),
        threads: integer(0),
        startedAt: instant,
        nice: orNull(between(-20, 19)),
        /** Nobody may end it: PID 1, a thread of the kernel, the agent itself. */
        protected: flag,
      }),
    },
    { tier: 'observe', permission: 'read', change: false, timeoutMs: 10_000, target: () => '' },
  ),
  'process.signal': operation(
    {
      params: fields({ ...identified, signal: oneOf(SIGNALS) }),
      /** How it is a moment later. */
      result: fields({ ended: flag }),
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
}
