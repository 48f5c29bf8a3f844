import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { alertEvent } from '@hyperion/testkit/alerts'
import { channelContract, type HttpStandIn, type Posted, sampleMessage, startService } from '@hyperion/testkit/channels'
import { expect, it } from 'vitest'
import { Outgoing } from '../../outgoing.ts'
import { webhook } from './index.ts'

const SECRET = 'a-secret-of-the-test'
const start = (): Promise<HttpStandIn> =>
  startService({ settings: (origin) => ({ url: `${origin}/alerts?token=t0k3n-in-query`, secret: SECRET }), mistakes })

channelContract(webhook, start)

/** What a careful receiver checks. */
function mistakes({ path, headers, raw, body }: Posted): string[] {
  const [, time, given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-hyperion-signature'])) ?? []
  const due = createHmac('sha256', SECRET).update(`${time}.${raw}`).digest('hex')
  return [
    ...(path === '/alerts?token=t0k3n-in-query' ? [] : ['path']),
    ...(given === due ? [] : ['signature']),
    ...(headers['idempotency-key'] === body?.key ? [] : ['idempotency key']),
    ...(Array.isArray(body?.events) && body.events.length > 0 ? [] : ['events']),
  ]
}

it('is checked by the example of the guide', async () => {
  const guide = readFileSync(new URL('../../../../../docs/channels.md', import.meta.url), 'utf8')
  const [, code = ''] = /```js\n(.*?)```/s.exec(guide) ?? []
  const { isFromHyperion } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)
  const service = await start()
  const ways = { outgoing: new Outgoing({ allowPrivate: ['all'] }), mailer: null, now: () => Date.now() }
  await webhook.send(service.settings, sampleMessage([alertEvent()]), ways)
  await webhook.send(service.settings, sampleMessage([alertEvent()]), { ...ways, now: () => Date.now() - 3_600_000 })
  await service.close()
  const [fresh, old] = service.posts.map(({ headers, raw }) => [headers['x-hyperion-signature'], raw, SECRET])
  expect(isFromHyperion(...(fresh ?? []))).toBe(true)
  expect(isFromHyperion(...(old ?? []))).toBe(false)
  expect(isFromHyperion(fresh?.[0], `${fresh?.[1]} `, SECRET)).toBe(false)
  expect(isFromHyperion(fresh?.[0], fresh?.[1], 'another')).toBe(false)
})

it('signs every attempt anew and leaves the body and the key as they were', async () => {
  const service = await start()
  const message = sampleMessage([alertEvent()], { key: '#12 é\n' })
  for (const seconds of [1_768_478_400, 1_768_478_460]) {
    await webhook.send(service.settings, message, {
      outgoing: new Outgoing({ allowPrivate: ['all'] }),
      mailer: null,
      now: () => seconds * 1000,
    })
  }
  await service.close()
  const [first, second] = service.posts
  expect(first?.raw).toBe(second?.raw)
  expect([first, second].map((post) => post?.headers['idempotency-key'])).toEqual(['#12 ??', '#12 ??'])
  expect(first?.headers['x-hyperion-signature']).toMatch(/^t=1768478400,v1=/)
  expect(second?.headers['x-hyperion-signature']).toMatch(/^t=1768478460,v1=/)
})

it('makes up a secret of its own', () => {
  const field = webhook.fields.find(({ name }) => name === 'secret')
  const made = [0, 1].map(() => (field?.type === 'text' ? field.generate?.() : undefined) ?? '')
  expect(made[0]).toMatch(/^hys_[\w-]{43}$/)
  expect(made[0]).not.toBe(made[1])
})
