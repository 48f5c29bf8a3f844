import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@hyperion/ports/clock'
import { TestClock } from '@hyperion/testkit/clock'
import dbus, { type MessageBus } from 'dbus-next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSystemd, isEnabled, timestamp, unitState } from './systemd.ts'
import { TestBus } from './test-bus.ts'

const UNSET = 2n ** 64n - 1n
const PATH = '/org/freedesktop/systemd1'
const unitPath = (name: string): string => `${PATH}/unit/${name}`

type Row = [string, string, string, string, string, string, string, number, string, string]

function row(name: string, active: string, load = 'loaded'): Row {
  return [`${name}.service`, `The ${name}`, load, active, 'dead', '', unitPath(name), 0, '', '/']
}

const UNITS = [row('nginx', 'active'), row('boot', 'active'), row('broken', 'failed'), row('absent', 'inactive', 'not-found')]
const FILES = [
  ['/lib/systemd/system/nginx.service', 'enabled'],
  ['/lib/systemd/system/boot.service', 'static'],
  ['/lib/systemd/system/redis.service', 'disabled'],
  ['/lib/systemd/system/getty@.service', 'enabled'],
  ['/lib/systemd/system/sshd.service', 'alias'],
  ['/lib/systemd/system/off.service', 'masked'],
]

/** What systemd 230 and later answers. */
class Manager extends dbus.interface.Interface {
  ListUnitsByPatterns(): Row[] {
    return UNITS
  }
  ListUnitFilesByPatterns(): string[][] {
    return FILES
  }
}
Manager.configureMembers({
  methods: {
    ListUnitsByPatterns: { inSignature: 'asas', outSignature: 'a(ssssssouso)' },
    ListUnitFilesByPatterns: { inSignature: 'asas', outSignature: 'a(ss)' },
  },
})

/** What systemd 219, of Red Hat 7, answers. */
class OldManager extends dbus.interface.Interface {
  ListUnits(): Row[] {
    return [...UNITS, ['dev.mount', 'A mount', 'loaded', 'active', 'mounted', '', unitPath('dev'), 0, '', '/']]
  }
  ListUnitFiles(): string[][] {
    return [...FILES, ['/lib/systemd/system/x.timer', 'enabled']]
  }
}
OldManager.configureMembers({
  methods: {
    ListUnits: { outSignature: 'a(ssssssouso)' },
    ListUnitFiles: { outSignature: 'a(ss)' },
  },
})

class Unit extends dbus.interface.Interface {
  ActiveEnterTimestamp: bigint
  constructor(since: bigint) {
    super('org.freedesktop.systemd1.Unit')
    this.ActiveEnterTimestamp = since
  }
}
Unit.configureMembers({ properties: { ActiveEnterTimestamp: { signature: 't', access: 'read' } } })

/** A bus of our own with a stand-in for systemd on it, both speaking the real protocol. */
class PrivateBus {
  readonly folder = mkdtempSync(join(tmpdir(), 'hyperion-bus-'))
  readonly socket = join(this.folder, 'bus')
  #server = new TestBus()
  bus: MessageBus | null = null

  async start(manager: dbus.interface.Interface): Promise<void> {
    this.#server = new TestBus()
    await this.#server.listen(this.socket)
    const bus = dbus.sessionBus({ busAddress: `unix:path=${this.socket}` })
    bus.on('error', () => {})
    this.bus = bus
    await bus.requestName('org.freedesktop.systemd1', 0)
    bus.export(PATH, manager)
    bus.export(unitPath('nginx'), new Unit(1_767_225_600_000_000n))
    bus.export(unitPath('boot'), new Unit(UNSET))
  }

  stop(): Promise<void> {
    this.bus?.disconnect()
    return this.#server.close()
  }

  connections(): number {
    return this.#server.connections.length
  }

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

const EXPECTED = [
  { name: 'nginx', description: 'The nginx', state: 'running', since: 1_767_225_600_000, enabled: true },
  { name: 'boot', description: 'The boot', state: 'running', since: null, enabled: null },
  { name: 'broken', description: 'The broken', state: 'failed', since: null, enabled: null },
  { name: 'redis', description: '', state: 'stopped', since: null, enabled: false },
]

describe('systemd over D-Bus', () => {
  const bus = new PrivateBus()
  const options = { socket: bus.socket, clock: systemClock, monotonic: () => performance.now(), root: '' }
  beforeAll(() => bus.start(new Manager('org.freedesktop.systemd1.Manager')))
  afterAll(async () => {
    await bus.stop()
    bus.delete()
  })

  it('lists units that are loaded or installed, and leaves no connection behind', async () => {
    const systemd = createSystemd(options)
    const before = bus.connections()
    expect(await systemd.list()).toEqual(EXPECTED)
    expect(await systemd.list()).toEqual(EXPECTED)
    await expect.poll(() => bus.connections()).toBe(before)
  })

  it('gives up on a systemd that does not answer, and leaves no connection behind', async () => {
    const clock = new TestClock()
    let asked = (): void => {}
    const wasAsked = new Promise<void>((resolve) => {
      asked = resolve
    })
    const swallow = (message: dbus.Message): boolean => {
      if (message.member !== 'ListUnitsByPatterns') return false
      asked()
      return true
    }
    const before = bus.connections()
    bus.bus?.addMethodHandler(swallow)
    const listing = createSystemd({ ...options, clock }).list()
    const refused = expect(listing).rejects.toThrow('systemd did not answer ListUnitsByPatterns within 2000 ms')
    await wasAsked
    await clock.advance(2000)
    await refused
    bus.bus?.removeMethodHandler(swallow)
    await expect.poll(() => bus.connections()).toBe(before)
  })

  it('fails while the bus is away and lists again once it is back, an old systemd too', async () => {
    const systemd = createSystemd(options)
    await systemd.list()
    await bus.stop()
    await expect(systemd.list()).rejects.toThrow()
    await bus.start(new OldManager('org.freedesktop.systemd1.Manager'))
    expect(await systemd.list()).toEqual(EXPECTED)
    expect(await createSystemd(options).list()).toEqual(EXPECTED)
  })
})

describe('what systemd says', () => {
  it('maps its states', () => {
    const states = ['active', 'reloading', 'inactive', 'failed', 'activating', 'deactivating', 'maintenance', '']
    expect(states.map(unitState)).toEqual(['running', 'running', 'stopped', 'failed', 'starting', 'stopping', 'unknown', 'unknown'])
  })

  it('takes 0 and the largest number for an unset time', () => {
    expect([0n, UNSET, 1_500_000n, 5, undefined].map(timestamp)).toEqual([null, null, 1500, null, null])
  })

  it('tells enabled and disabled from neither', () => {
    expect(['enabled', 'enabled-runtime', 'disabled', 'masked', 'static', 'generated', undefined].map(isEnabled)).toEqual([
      true,
      true,
      false,
      false,
      null,
      null,
      null,
    ])
  })
})
