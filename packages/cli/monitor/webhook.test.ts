import { type DiscordServer, startDiscord } from '@hyperion/testkit/discord'
import { discordMessage } from '@hyperion/wire/discord'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Webhook } from './webhook.ts'

const MESSAGE = discordMessage({ host: 'web', at: 0, alerts: [{ type: 'CPU', level: 'critical', message: 'CPU usage is at 94%' }] })

let discord: DiscordServer
let pauses: number[]
let logged: string[]
let webhook: Webhook

const deps = { pause: async (ms: number) => void pauses.push(ms), log: (message: string) => void logged.push(message) }

beforeEach(async () => {
  discord = await startDiscord()
  pauses = []
  logged = []
  webhook = new Webhook(new URL(`${discord.url}?thread_id=7`), 5000, deps)
})
afterEach(() => discord.close())

const status = (code: number) => ({ status: code })

describe('Webhook', () => {
  it('asks Discord to say whether it kept the message', async () => {
    await webhook.post(MESSAGE)
    expect(discord.messages).toEqual([MESSAGE])
    expect(discord.lastPath).toMatch(/\?thread_id=7&wait=true$/)
    expect(pauses).toEqual([])
  })

  it('waits as long as Discord asks, and longer each time when it has troubles', async () => {
    discord.next({ status: 429, retryAfter: 0.314 }, status(500), status(503))
    await webhook.post(MESSAGE)
    expect(pauses).toEqual([314, 2000, 4000])
    expect(logged).toEqual([
      'Discord limits the rate (429); trying again in 0.314 s',
      'Discord has a trouble of its own (500); trying again in 2 s',
      'Discord has a trouble of its own (503); trying again in 4 s',
    ])
    expect(discord.messages).toEqual([MESSAGE])
  })

  it('does not outwait cron', async () => {
    discord.next({ status: 429, retryAfter: 3600.5 })
    await expect(webhook.post(MESSAGE)).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('left to the next run') })
    expect([pauses, discord.requests]).toEqual([[], 1])
  })

  it('gives up after four attempts', async () => {
    discord.next(status(500), status(500), status(500), status(502))
    await expect(webhook.post(MESSAGE)).rejects.toMatchObject({ exitCode: 3, message: 'Discord has a trouble of its own (502)' })
    expect(discord.requests).toBe(4)
  })

  it.each([
    [404, 'Discord no longer knows the webhook (404)'],
    [400, 'Discord refuses the message (400): trouble'],
    [401, 'Discord refuses the message (401): trouble'],
    [302, 'the webhook sends elsewhere (302)'],
  ])('takes %i as final', async (code, message) => {
    discord.next(status(code))
    await expect(webhook.post(MESSAGE)).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining(message) })
    expect(discord.requests).toBe(1)
  })

  it('sends again what may not have arrived', async () => {
    discord.next('cut')
    await webhook.post(MESSAGE)
    expect(discord.messages).toEqual([MESSAGE, MESSAGE])
    expect(logged[0]).toMatch(/^Discord cannot be reached: /)
  })

  it('does not wait for an answer for ever', async () => {
    discord.next('silent', status(404))
    await expect(new Webhook(new URL(discord.url), 50, deps).post(MESSAGE)).rejects.toThrow('404')
    expect(logged).toEqual(['Discord cannot be reached: no answer within 0.05 s; trying again in 1 s'])
  })
})
