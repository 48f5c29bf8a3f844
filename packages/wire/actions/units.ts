import { UNIT_STATES } from '@hyperion/domain/hosts'
import {
  arrayOf,
  between,
  type Check,
  fields,
  figure,
  flag,
  type Infer,
  instant,
  integer,
  maybe,
  oneOf,
  orNull,
  text,
  WireError,
} from '../checks/index.ts'
import { operation } from './operation.ts'

/** Kinds of units that are listed. */
export const UNIT_KINDS = ['service', 'socket', 'timer', 'mount', 'target', 'path'] as const

export type UnitKind = (typeof UNIT_KINDS)[number]

export const UNIT_VERBS = ['start', 'stop', 'restart', 'reload', 'enable', 'disable', 'mask', 'unmask', 'reset_failed'] as const

export type UnitVerb = (typeof UNIT_VERBS)[number]

/** What the service manager takes for a name, with its kind; `-.mount` is one, `..` and what a shell or a pattern reads are none. */
const FULL_NAME = /^[A-Za-z0-9:_.@\\-]+\.(?:service|socket|timer|mount|automount|target|path|slice|scope|swap|device)$/
const NAME_LENGTH = 255

/** What is named without its kind is a service: `nginx`. */
const unitName: Check<string> = (value, path) => {
  if (typeof value !== 'string' || value.length > NAME_LENGTH) throw new WireError(`${path} must be the name of a unit`)
  const name = FULL_NAME.test(value) ? value : `${value}.service`
  if (!FULL_NAME.test(name) || name.length > NAME_LENGTH) throw new WireError(`${path} must be the name of a unit`)
  return name
}

/** Without these a host may not be reached, or not be what it was, any more. */
const CARRYING =
  /^(?:ssh|sshd|ssh@.*|dropbear|networking|network|NetworkManager|systemd-(?:networkd|resolved|logind|journald|udevd)|wpa_supplicant|ifup@.*|dhcpcd|wg-quick@.*|openvpn.*|tailscaled|nftables|firewalld|iptables|ufw|dbus|dbus-broker|hyperion.*)\.(?:service|socket)$/
const ENDING = /^(?:reboot|poweroff|halt|kexec|rescue|emergency|shutdown|exit|soft-reboot|suspend|hibernate|sleep|hybrid-sleep)\.target$/
const STOPPING: readonly UnitVerb[] = ['stop', 'restart', 'disable', 'mask']
/** Of these only what stops them stops no more than themselves. */
const SINGLE = /\.(?:service|socket|timer|path)$/

/** Whether it may cut somebody off, or take much else with it. */
export function isDangerous(unit: string, verb: UnitVerb): boolean {
  if (ENDING.test(unit)) return verb === 'start' || verb === 'restart'
  return STOPPING.includes(verb) && (CARRYING.test(unit) || !SINGLE.test(unit))
}

const NAME = text(NAME_LENGTH)
const WORD = text(64)
const DESCRIPTION = text(255)
const NAMES = arrayOf(200, NAME)

const controlled = { unit: unitName, verb: oneOf(UNIT_VERBS) }

/** How it stands with a unit, in the service manager's words. */
const standing = {
  /** `loaded`, `not-found`, `masked` … */
  load: WORD,
  /** `active`, `inactive`, `failed`, `activating` … */
  active: WORD,
  /** `running`, `exited`, `auto-restart` … of its kind. */
  sub: WORD,
}

const unitRow = fields({
  name: NAME,
  kind: oneOf(UNIT_KINDS),
  description: DESCRIPTION,
  ...standing,
  state: oneOf(UNIT_STATES),
  /** `enabled`, `disabled`, `static`, `masked` …; empty where it has no file. */
  enabled: WORD,
  /** Epoch ms when it came to be as it is; null for never. */
  since: orNull(instant),
  /** The agent runs in it, or by it. */
  protected: flag,
})

const PAGE_LINES = 1000
/** A place in the journal, as journalctl writes it. */
const CURSOR = text(400, /^[A-Za-z0-9=;]+$/)

const journalRow = fields({
  /** Epoch ms. */
  at: instant,
  /** 0 emergency to 7 debug, as syslog counts. */
  priority: between(0, 7),
  message: text(16_384),
  pid: orNull(integer(0)),
  unit: NAME,
  cursor: text(400),
})

const detail = fields({
  name: NAME,
  description: DESCRIPTION,
  ...standing,
  state: oneOf(UNIT_STATES),
  enabled: WORD,
  since: orNull(instant),
  /** Other names it goes by. */
  names: NAMES,
  documentation: arrayOf(32, text(500)),
  fragment: text(4096),
  dropIns: arrayOf(64, text(4096)),
  /** Its file was changed and not read since. */
  needsReload: flag,
  mainPid: orNull(integer(1)),
  memoryBytes: orNull(integer(0)),
  tasks: orNull(integer(0)),
  cpuMs: orNull(figure),
  restarts: orNull(integer(0)),
  /** `success`, `exit-code`, `signal`, `timeout`, `oom-kill` …; empty for what has none. */
  result: WORD,
  /** How its main process ended last; null while it runs, or never did. */
  exit: orNull(fields({ code: oneOf(['exited', 'killed', 'dumped']), status: integer(0), at: orNull(instant) })),
  restart: WORD,
  user: NAME,
  command: text(4096),
  cgroup: text(4096),
  can: fields({ start: flag, stop: flag, reload: flag }),
  requires: NAMES,
  wants: NAMES,
  bindsTo: NAMES,
  partOf: NAMES,
  conflicts: NAMES,
  after: NAMES,
  before: NAMES,
  requiredBy: NAMES,
  wantedBy: NAMES,
  boundBy: NAMES,
  triggers: NAMES,
  triggeredBy: NAMES,
  protected: flag,
})

const reading = { tier: 'observe', permission: 'read', change: false, timeoutMs: 15_000 } as const
const ofUnit = fields({ unit: unitName })

export const unitOperations = {
  'unit.list': operation(
    {
      params: fields({ kinds: maybe(arrayOf(UNIT_KINDS.length, oneOf(UNIT_KINDS))) }),
      /** Where it is told from: a host without systemd tells what its processes and start scripts say. */
      result: fields({ at: instant, source: oneOf(['systemd', 'processes']) }),
      row: unitRow,
    },
    { ...reading, target: () => '' },
  ),
  'unit.detail': operation({ params: ofUnit, result: detail }, { ...reading, target: ({ unit }) => unit }),
  /** The files that make it up; they may hold secrets, so not for whoever may only look. */
  'unit.files': operation(
    {
      params: ofUnit,
      result: fields({ files: arrayOf(65, fields({ path: text(4096), text: text(65_536), cut: flag })) }),
    },
    { ...reading, tier: 'operate', permission: 'execute', target: ({ unit }) => unit },
  ),
  'unit.timers': operation(
    {
      params: fields({}),
      result: fields({ at: instant }),
      row: fields({
        name: NAME,
        description: DESCRIPTION,
        active: WORD,
        /** What it starts. */
        starts: NAME,
        /** Epoch ms; null for not at all. */
        next: orNull(instant),
        last: orNull(instant),
        /** When, as its file says. */
        schedule: arrayOf(32, text(255)),
        persistent: flag,
      }),
    },
    { ...reading, target: () => '' },
  ),
  'unit.control': operation(
    {
      params: fields(controlled),
      result: fields({
        ...standing,
        state: oneOf(UNIT_STATES),
        enabled: WORD,
        /** How long it took. */
        ms: integer(0),
        undo: orNull(fields({ operation: oneOf(['unit.control']), params: fields(controlled) })),
      }),
    },
    {
      tier: 'operate',
      permission: 'execute',
      change: true,
      dangerous: ({ unit, verb }) => isDangerous(unit, verb),
      timeoutMs: 30_000,
      target: ({ unit, verb }) => `${verb} ${unit}`,
    },
  ),
  /** Oldest first. Followed, it goes on until it is cancelled. */
  'unit.journal': operation(
    {
      params: fields({
        unit: unitName,
        lines: between(1, PAGE_LINES),
        follow: flag,
        /** Epoch ms, both included. */
        since: maybe(instant),
        until: maybe(instant),
        /** This bad or worse: 3 tells errors. */
        priority: maybe(between(0, 7)),
        /** A text that a message holds, in either case. */
        search: maybe(text(200, /^[^\0\r\n]+$/)),
        /** Only what stands before this place. */
        before: maybe(CURSOR),
      }),
      /** Whether there is more before the first row. */
      result: fields({ more: flag }),
      row: journalRow,
    },
    { tier: 'operate', permission: 'execute', change: false, timeoutMs: null, target: ({ unit }) => unit },
  ),
}

export type UnitRow = Infer<typeof unitRow>
export type UnitDetail = Infer<typeof detail>
export type JournalRow = Infer<typeof journalRow>
