import { arrayOf, between, fields, figure, flag, instant, integer, maybe, oneOf, orNull, text } from '../checks/index.ts'
import { operation } from './operation.ts'
import { SIGNALS } from './processes.ts'

const ENGINE = text(64, /^[a-z]+(:\d{1,10})?$/)
const ID = text(64, /^[0-9a-f]{12,64}$/)
const NAME = text(255)
const STATE = oneOf(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead', 'unknown'])
const HEALTH = oneOf(['healthy', 'unhealthy', 'starting'])
/** One that is looked at: its engine's label, and its id in full. */
const looked = { engine: ENGINE, id: ID }
/** One that something is done to, as whoever asks for it saw it: one made anew under its name is another. */
const identified = { ...looked, name: NAME, image: NAME }
/** Seconds that it has to end by itself; its own, or ten, when left out. */
const GRACE = maybe(between(0, 600))

const UNDOING = ['container.start', 'container.stop', 'container.pause', 'container.unpause'] as const

/** How it is after a change. */
const settled = fields({
  /** It was so before: nothing was done. */
  already: flag,
  state: STATE,
  /** How the last run ended; null while none did. */
  exitCode: orNull(integer(-2_147_483_648)),
  /** The kernel ended it for want of memory. */
  outOfMemory: flag,
  startedAt: orNull(instant),
  endedAt: orNull(instant),
  undo: orNull(fields({ operation: oneOf(UNDOING), params: fields(identified) })),
})

const LOOK = { change: false, timeoutMs: 15_000 } as const
/** The engine tells nothing until it is done; the agent tells each second that it waits. */
const CHANGE = { tier: 'operate', permission: 'execute', change: true, timeoutMs: 30_000 } as const

const named = ({ engine, name, image }: { readonly engine: string; readonly name: string; readonly image: string }): string =>
  `${name} (${image}, ${engine})`
const short = ({ engine, id }: { readonly engine: string; readonly id: string }): string => `${id.slice(0, 12)} (${engine})`
const plain = (verb: string) =>
  operation({ params: fields(identified), result: settled }, { ...CHANGE, target: (p) => `${verb} ${named(p)}` })

const TEXT = text(4096)
const PATH = text(4096)

export const containerOperations = {
  'container.list': operation(
    {
      params: fields({}),
      result: fields({
        at: instant,
        engines: arrayOf(64, text(64)),
        /** Why an engine cannot be asked, one line each. */
        troubles: arrayOf(64, text(512)),
      }),
      row: fields({
        ...identified,
        state: STATE,
        exitCode: orNull(integer(-2_147_483_648)),
        health: orNull(HEALTH),
        createdAt: instant,
        /** The agent itself runs in it. */
        protected: flag,
      }),
    },
    { ...LOOK, tier: 'observe', permission: 'read', target: () => '' },
  ),
  'container.inspect': operation(
    {
      params: fields(looked),
      result: fields({
        ...identified,
        imageId: text(128),
        createdAt: orNull(instant),
        state: STATE,
        pid: integer(0),
        exitCode: orNull(integer(-2_147_483_648)),
        outOfMemory: flag,
        error: TEXT,
        startedAt: orNull(instant),
        endedAt: orNull(instant),
        restarts: integer(0),
        health: orNull(
          fields({
            state: text(64),
            failures: integer(0),
            /** The latest ones. */
            checks: arrayOf(8, fields({ at: orNull(instant), exitCode: integer(-2_147_483_648), output: TEXT })),
          }),
        ),
        restartPolicy: fields({ name: text(64), most: integer(0) }),
        limits: fields({
          /** Cores; null for no limit. */
          cpus: orNull(figure),
          memoryBytes: orNull(integer(0)),
          processes: orNull(integer(0)),
        }),
        /** Seconds that it has to end by itself; null where its engine decides. */
        graceS: orNull(integer(0)),
        stopSignal: text(64),
        command: arrayOf(128, TEXT),
        user: text(255),
        folder: PATH,
        hostname: text(255),
        terminal: flag,
        privileged: flag,
        readOnly: flag,
        networkMode: text(255),
        logDriver: text(64),
        /** Names alone: values hold secrets. */
        environment: arrayOf(512, text(255)),
        labels: arrayOf(256, fields({ name: text(255), value: TEXT })),
        mounts: arrayOf(128, fields({ type: text(64), source: PATH, target: PATH, writable: flag })),
        ports: arrayOf(256, fields({ port: text(32), address: text(64), hostPort: orNull(between(0, 65_535)) })),
        networks: arrayOf(64, fields({ name: text(255), address: text(64), gateway: text(64), mac: text(64) })),
        protected: flag,
      }),
    },
    { ...LOOK, tier: 'operate', permission: 'execute', target: short },
  ),
  'container.stats': operation(
    {
      params: fields(looked),
      /** Why it came to an end by itself. */
      result: fields({ ended: oneOf(['stopped', 'gone']) }),
      row: fields({
        at: instant,
        /** Of one core, so that four busy ones are 400; null at first. */
        cpuPercent: orNull(figure),
        memoryBytes: orNull(figure),
        memoryLimitBytes: orNull(figure),
        /** Bytes since it started. */
        rxBytes: orNull(figure),
        txBytes: orNull(figure),
        readBytes: orNull(figure),
        writeBytes: orNull(figure),
        processes: orNull(figure),
      }),
    },
    { change: false, tier: 'observe', permission: 'read', timeoutMs: 30_000, target: short },
  ),
  'container.logs': operation(
    {
      params: fields({
        ...looked,
        /** So many of the last lines; all that are kept when null. */
        tail: orNull(between(0, 100_000)),
        since: orNull(instant),
        until: orNull(instant),
        streams: oneOf(['both', 'stdout', 'stderr']),
        /** Goes on with what is printed from now on, over its stops and its engine's, until it is cancelled. */
        follow: flag,
      }),
      result: fields({ ended: oneOf(['read', 'gone']) }),
      row: fields({
        /** Null where the engine did not tell. */
        at: orNull(instant),
        /** What it printed; of a terminal all is `stdout`. A notice tells what became of the container, or of the line to it. */
        stream: oneOf(['stdout', 'stderr', 'notice']),
        /** Of a notice a word: `stopped`, `started`, `engine_away`, `engine_back`. */
        text: text(8192),
        /** The line goes on with the next row of its stream. */
        partial: flag,
      }),
    },
    { change: false, tier: 'operate', permission: 'execute', timeoutMs: null, target: short },
  ),
  'container.start': plain('start'),
  'container.stop': operation(
    { params: fields({ ...identified, graceS: GRACE }), result: settled },
    { ...CHANGE, dangerous: ({ graceS }) => graceS === 0, target: (p) => `stop ${named(p)}` },
  ),
  'container.restart': operation(
    { params: fields({ ...identified, graceS: GRACE }), result: settled },
    { ...CHANGE, dangerous: ({ graceS }) => graceS === 0, target: (p) => `restart ${named(p)}` },
  ),
  'container.pause': plain('pause'),
  'container.unpause': plain('unpause'),
  'container.kill': operation(
    { params: fields({ ...identified, signal: oneOf(SIGNALS) }), result: settled },
    { ...CHANGE, dangerous: ({ signal }) => signal === 'KILL', target: (p) => `${p.signal} → ${named(p)}` },
  ),
}
