import type { Duplex } from 'node:stream'
import type { Clock } from '@hyperion/ports/clock'
import type { Message, MessageBus } from 'dbus-next'

export interface BusOptions {
  /** Path of the system bus's socket. */
  readonly socket: string
  readonly clock: Clock
  /** For each call, and for the connection itself. */
  readonly timeoutMs?: number
}

/** A signal as it comes in. */
export interface BusSignal {
  readonly path: string
  readonly member: string
  readonly body: readonly unknown[]
}

/** A connection to the system bus, over which systemd is spoken to. */
export interface Bus {
  /** Rejects with an error whose `type` is the name of D-Bus's error when systemd refused. */
  call(path: string, iface: string, member: string, signature?: string, body?: readonly unknown[]): Promise<unknown>
  /** Hears signals of systemd that match a rule of D-Bus. */
  match(rule: string): Promise<void>
  onSignal(listener: (signal: BusSignal) => void): void
  /** Rejects once the connection is gone. */
  readonly lost: Promise<never>
  close(): void
}

const TIMEOUT_MS = 2000
export const MANAGER = 'org.freedesktop.systemd1.Manager'
export const MANAGER_PATH = '/org/freedesktop/systemd1'
const SYSTEMD = 'org.freedesktop.systemd1'
const PROPERTIES = 'org.freedesktop.DBus.Properties'

export async function openBus({ socket, clock, timeoutMs = TIMEOUT_MS }: BusOptions): Promise<Bus> {
  const { sessionBus, Message } = await import('dbus-next')
  const bus = sessionBus({ busAddress: `unix:path=${socket}` })
  const stream = streamOf(bus)
  const lost = new Promise<never>((_, reject) => {
    bus.on('error', reject)
    stream.on('close', () => reject(new Error('the system bus closed the connection')))
  })
  lost.catch(() => {})

  const send = async (message: Message): Promise<unknown> => {
    let cancel = (): void => {}
    const late = new Promise<never>((_, reject) => {
      cancel = clock.after(timeoutMs, () => reject(new Error(`systemd did not answer ${message.member} within ${timeoutMs} ms`)))
    })
    try {
      const reply = await Promise.race([bus.call(message), lost, late])
      return reply?.body[0]
    } finally {
      cancel()
    }
  }
  return {
    call: (path, iface, member, signature = '', body = []) =>
      send(new Message({ destination: SYSTEMD, path, interface: iface, member, signature, body: [...body] })),
    async match(rule) {
      const of = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }
      await send(new Message({ ...of, member: 'AddMatch', signature: 's', body: [rule] }))
    },
    onSignal(listener) {
      bus.on('message', (message: Message) => {
        if (message.type === SIGNAL) listener({ path: message.path, member: message.member, body: message.body })
      })
    },
    lost,
    close: () => stream.destroy(),
  }
}

/** Of D-Bus's kinds of messages. */
const SIGNAL = 4

/** dbus-next only half closes a connection: one that hangs would stay open for good. */
function streamOf(bus: MessageBus): Duplex {
  return (bus as unknown as { readonly _connection: { readonly stream: Duplex } })._connection.stream
}

/** What D-Bus calls the error, where systemd or the bus refused; undefined for anything else. */
export function busErrorOf(error: unknown): string | undefined {
  const type = (error as { type?: unknown } | null)?.type
  return typeof type === 'string' ? type : undefined
}

export type UnitProperties = Readonly<Record<string, unknown>>

/** Properties of an object, without what D-Bus wraps them in. */
export async function propertiesOf(bus: Bus, path: string, iface: string): Promise<UnitProperties> {
  const all = await bus.call(path, PROPERTIES, 'GetAll', 's', [iface])
  return unwrapped(all)
}

export async function propertyOf(bus: Bus, path: string, iface: string, name: string): Promise<unknown> {
  return ((await bus.call(path, PROPERTIES, 'Get', 'ss', [iface, name])) as { value?: unknown } | undefined)?.value
}

/** A map of variants, as plain values. */
export function unwrapped(variants: unknown): UnitProperties {
  if (typeof variants !== 'object' || variants === null) return {}
  return Object.fromEntries(Object.entries(variants).map(([name, variant]) => [name, (variant as { value?: unknown } | null)?.value]))
}

/** The unit that an object of systemd stands for; null for other objects. */
export function unitOfPath(path: string): string | null {
  const escaped = /^\/org\/freedesktop\/systemd1\/unit\/([A-Za-z0-9_]+)$/.exec(path)?.[1]
  return escaped?.replace(/_([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) ?? null
}
