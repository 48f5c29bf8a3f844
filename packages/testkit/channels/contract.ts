import {
  CHANNEL_DEFAULTS,
  CHANNEL_KINDS,
  type ChannelKind,
  Channels,
  type Message,
  Outgoing,
  type SendResult,
} from '@hyperion/features/notifications'
import { passingKey, SecretBox } from '@hyperion/features/secrets'
import type { Channel } from '@hyperion/ports/alerts'
import { beforeAll, describe, expect, it } from 'vitest'
import { TestClock } from '../clock/index.ts'
import { openTestDatabase, type TestDatabase } from '../database/index.ts'
import { everyMessage, GOLDEN, hostileMessages, sampleMessage } from './samples.ts'
import type { StandIn, Trouble } from './stand-in.ts'

const PATIENT_MS = 20_000
const IMPATIENT_MS = 500

const later = { ok: false, retry: 'later', error: expect.any(String) }
const never = { ok: false, retry: 'never', error: expect.any(String) }

/** What each trouble means for a delivery. */
const MEANING: Readonly<Record<Trouble, unknown>> = {
  trouble: later,
  limited: { ...later, waitMs: 7_000 },
  refused: never,
  gone: { ...never, retry: 'gone' },
  moved: never,
  rubbish: { ok: expect.any(Boolean) },
  cut: later,
  silent: later,
}

/** Run by every kind of channel against a stand-in for its other end. */
export function channelContract(kind: ChannelKind, start: () => Promise<StandIn>): void {
  describe(`${kind.kind} as channel`, () => {
    let standIn: StandIn
    let database: TestDatabase
    let channels: Channels
    let channel: Channel

    beforeAll(async () => {
      standIn = await start()
      database = await openTestDatabase()
      channels = channelsWith(PATIENT_MS)
      await subscribe()
      const { id } = await channels.create(input())
      channel = await stored(id)
      return async () => {
        await standIn.close()
        await database.close()
      }
    })

    const input = (settings = standIn.settings, name = kind.kind) =>
      ({ ...CHANNEL_DEFAULTS, kind: kind.kind, name, enabled: true, notifyOn: ['critical'], settings }) as const
    const secrets = new SecretBox(passingKey())
    function channelsWith(timeoutMs: number, allowed = standIn.address): Channels {
      const outgoing = new Outgoing({ allowPrivate: [...(allowed ? [allowed] : []), ...(standIn.allows ?? [])], timeoutMs })
      const push = standIn.push?.(database, secrets, outgoing)
      const mailer = standIn.mailer?.(timeoutMs) ?? null
      return new Channels({ store: database.channels, secrets, outgoing, mailer, push, clock: new TestClock() })
    }
    async function stored(id: number): Promise<Channel> {
      const found = await database.channels.byId(id)
      return found ?? expect.fail('the channel is not there')
    }
    /** A browser of somebody. */
    async function subscribe(): Promise<void> {
      if (!standIn.push || !standIn.subscription) return
      const outgoing = new Outgoing({ allowPrivate: standIn.allows ?? [] })
      const person = { username: 'ada', passwordHash: '', role: 'viewer', mustChangePassword: false, createdAt: 0 } as const
      const { id } = await database.users.create(person)
      await standIn.push(database, secrets, outgoing).subscribe(id, standIn.subscription, 'Firefox')
    }
    let sent = 0
    /** With a key of its own: what has arrived once need not be taken again. */
    const fresh = (message: Message): Message => ({ ...message, key: `${message.key} ${++sent}` })
    async function arrives(message: Message): Promise<SendResult> {
      const before = standIn.taken()
      const result = await channels.send(channel, fresh(message))
      expect([result, standIn.mistakes()]).toEqual([expect.objectContaining({ ok: true }), []])
      expect(standIn.taken()).toBeGreaterThan(before)
      return result
    }
    const refusal = (settings: Record<string, string>) =>
      channels.create(input(settings, 'wrong')).then(
        () => ({}),
        ({ info }) => info.details,
      )

    it('is offered in both languages, with the way to its fields', () => {
      expect(CHANNEL_KINDS.filter((each) => each.kind === kind.kind)).toEqual([kind])
      const words = [kind.label, ...kind.setup, ...kind.fields.flatMap(({ label, hint }) => [label, ...(hint ? [hint] : [])])]
      for (const { en, fr } of words) expect([en.trim(), fr.trim()]).not.toContain('')
      expect(kind.setup.length).toBeGreaterThan(0)
      expect(new Set(kind.fields.map(({ name }) => name)).size).toBe(kind.fields.length)
    })

    it('names each setting that will not do', async () => {
      for (const { name, required } of kind.fields) {
        const { [name]: _, ...others } = standIn.settings
        const made = kind.fields.some((field) => field.name === name && field.type === 'text' && field.generate)
        if (required && !made) expect(await refusal(others)).toEqual({ [name]: ['is required'] })
        for (const text of ['a b\r\nX: y', `\0${'x'.repeat(3000)}`, 'javascript:alert(1)//\n']) {
          expect(await refusal({ ...standIn.settings, [name]: text })).toEqual({ [name]: [expect.any(String)] })
        }
      }
      expect(await refusal({ ...standIn.settings, extra: 'x' })).toEqual({ extra: [expect.any(String)] })
    })

    it('never shows a secret again, and keeps none in the clear', async () => {
      const shown = JSON.stringify(await channels.list())
      for (const { name, secret } of kind.fields) {
        const value = standIn.settings[name] ?? ''
        if (!secret || value === '') continue
        expect(shown).not.toContain(value)
        expect(channel.settings).not.toContain(value)
        expect((await channels.list())[0]?.secretsSet).toContain(name)
      }
    })

    it('takes every kind of event, alone and together', async () => {
      for (const message of everyMessage()) await arrives(message)
    })

    it('keeps every limit and pings nobody, whatever the texts', async () => {
      for (const message of hostileMessages()) await arrives(message)
    })

    it('says the same at every attempt', () => {
      for (const message of Object.values(GOLDEN)) {
        expect(kind.render(message, standIn.settings)).toEqual(kind.render(message, standIn.settings))
        expect(JSON.stringify(kind.render(message, standIn.settings))).toContain(message.key)
      }
    })

    it('gives a reference to thread by, or none', async () => {
      const [first] = everyMessage()
      const result = await arrives(first ?? expect.fail())
      const reference = result.ok ? result.reference : undefined
      expect(typeof reference).toBe(kind.capabilities.threads ? 'string' : 'undefined')
      if (reference === undefined || !first) return
      const again = await arrives({ ...first, items: [{ ...first.items[0], reference }] })
      expect(again.ok && again.reference).toEqual(expect.any(String))
    })

    it('tells what may be tried again from what may not, and never throws', async () => {
      const [first] = everyMessage()
      for (const trouble of standIn.troubles) {
        const sender = trouble === 'silent' ? channelsWith(IMPATIENT_MS) : channels
        standIn.next(trouble)
        expect([trouble, await sender.send(channel, fresh(first ?? expect.fail()))]).toEqual([
          trouble,
          expect.objectContaining(MEANING[trouble]),
        ])
      }
    })

    it('answers a failure when its settings are damaged or its kind is unknown', async () => {
      const settings = secrets.seal('{}', 'channel settings')
      for (const damaged of [
        ...(kind.fields.length > 0 ? [{ ...channel, settings }] : []),
        { ...channel, settings: 'x' },
        { ...channel, kind: 'pigeon' },
      ]) {
        expect(await channels.send(damaged, GOLDEN.fired ?? expect.fail())).toMatchObject({ ok: false })
      }
    })

    it('goes nowhere inside the own network unless allowed', async () => {
      if (standIn.address === null) return
      const guarded = channelsWith(PATIENT_MS, null)
      const before = standIn.taken()
      expect(await guarded.send(channel, sampleMessage([GOLDEN.fired?.items[0].event ?? expect.fail()]))).toMatchObject({ ok: false })
      await expect(guarded.create(input(standIn.settings, 'inside'))).rejects.toMatchObject({ code: 'validation_failed' })
      expect(standIn.taken()).toBe(before)
    })

    it.each(Object.keys(GOLDEN))('looks as its golden file shows: %s', async (name) => {
      const body = kind.render(GOLDEN[name] ?? expect.fail(), standIn.settings)
      await expect(`${JSON.stringify(body, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`)
    })
  })
}
