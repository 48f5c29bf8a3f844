import { afterEach, beforeEach, expect, it } from 'vitest'
import { type DiscordServer, discordMistakes, startDiscord } from './index.ts'

let discord: DiscordServer

beforeEach(async () => {
  discord = await startDiscord()
})
afterEach(() => discord.close())

const post = (body: unknown, path = '?wait=true') =>
  fetch(`${discord.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

it('keeps a message and says so only when asked to', async () => {
  const [asked, silent] = [await post({ content: 'a' }), await post({ content: 'b' }, '')]
  expect([asked.status, silent.status]).toEqual([200, 204])
  expect(await asked.json()).toMatchObject({ id: '1', content: 'a' })
  expect(discord.messages).toEqual([{ content: 'a' }, { content: 'b' }])
})

it('has the moods it is told to, then works again', async () => {
  discord.next({ status: 429, retryAfter: 0.25 }, { status: 500 }, 'cut')
  const limited = await post({ content: 'a' })
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1'])
  expect(await limited.json()).toMatchObject({ retry_after: 0.25 })
  expect((await post({ content: 'a' })).status).toBe(500)
  await expect(post({ content: 'kept' })).rejects.toThrow()
  expect((await post({ content: 'b' })).status).toBe(200)
  expect(discord.messages).toEqual([{ content: 'kept' }, { content: 'b' }])
  expect(discord.requests).toBe(4)
})

it('knows one webhook', async () => {
  const answer = await post({ content: 'a' }, 'x')
  expect([answer.status, await answer.json()]).toEqual([404, { message: 'Unknown Webhook', code: 10015 }])
})

it('refuses what is over a limit, with 400', async () => {
  const answer = await post({ embeds: [{ title: 'x'.repeat(257) }] })
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { code: 50035, errors: ['embeds.0.title: must be 256 or fewer in length'] },
  ])
  expect(discord.messages).toEqual([])
})

const field = (name: number, value: number) => ({ name: 'n'.repeat(name), value: 'v'.repeat(value) })
it.each([
  [{}, 'Cannot send an empty message'],
  [null, 'body: must be an object'],
  [{ content: 'x'.repeat(2001) }, 'content: must be 2000 or fewer in length'],
  [{ embeds: Array(11).fill({ title: 'x' }) }, 'embeds: must be 10 or fewer in length'],
  [{ embeds: [{ description: 'x'.repeat(4097) }] }, 'embeds.0.description: must be 4096 or fewer in length'],
  [{ embeds: [{ fields: Array(26).fill(field(1, 1)) }] }, 'embeds.0.fields: must be 25 or fewer in length'],
  [{ embeds: [{ fields: [field(257, 1)] }] }, 'embeds.0.fields.0.name: must be 256 or fewer in length'],
  [{ embeds: [{ fields: [field(1, 1025)] }] }, 'embeds.0.fields.0.value: must be 1024 or fewer in length'],
  [{ embeds: [{ fields: [field(1, 0)] }] }, 'embeds.0.fields.0.value: this field is required'],
  [{ embeds: [{ title: 'x', color: 1.5 }] }, 'embeds.0.color: must be a whole number from 0 to 16777215'],
  [{ embeds: [{ title: 'x', timestamp: 'soon' }] }, 'embeds.0.timestamp: must be an ISO 8601 time'],
  [{ embeds: Array(2).fill({ description: 'x'.repeat(3001) }) }, 'embeds: size exceeds maximum size of 6000'],
])('refuses %.60j', (body, mistake) => {
  expect(discordMistakes(body)).toEqual([mistake])
})
