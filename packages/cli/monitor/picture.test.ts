import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DiscordServer, type KeptMessage, startDiscord } from '@hyperion/testkit/discord'
import { discordMessage } from '@hyperion/wire/discord'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changesSince } from './changes.ts'
import { Webhook } from './webhook.ts'

const PICTURE = fileURLToPath(new URL('../../../docs/images/discord-alert.png', import.meta.url))
const TEMPLATE = fileURLToPath(new URL('./fixtures/discord-message.html', import.meta.url))
const AT = Date.UTC(2026, 0, 19, 10, 30)

let discord: DiscordServer
let browser: Browser

beforeAll(async () => {
  discord = await startDiscord()
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser?.close()
  await discord?.close()
})

/** The message of the document's example, as the stand-in received it. */
async function receivedMessage(): Promise<KeptMessage> {
  const alerts = [
    { type: 'CPU', level: 'critical', message: 'CPU usage is at 94%', value: 94, threshold: 90 },
    { type: 'DISK', level: 'warning', message: 'Disk usage is at 87%', value: 87, threshold: 85 },
  ] as const
  const changes = changesSince({}, alerts, { notifyOn: new Set(['critical', 'warning']), everyRun: false })
  const deps = { pause: async () => {}, log: () => {} }
  const webhook = new Webhook(new URL(discord.url), 5000, deps)
  await webhook.post(discordMessage({ host: 'serveur-prod-01', at: AT, alerts: changes.map(({ alert }) => alert) }))
  const [received] = discord.messages
  if (!received) throw new Error('nothing was received')
  return received
}

// The picture of the documentation is written only when asked for: HYPERION_PICTURES=write npm test -- packages/cli
it('shows the message that Discord received, as in the picture of the documentation', async () => {
  const message = await receivedMessage()
  const page = await browser.newPage({ viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 })
  await page.setContent(readFileSync(TEMPLATE, 'utf8'))
  await page.evaluate(`show(${JSON.stringify(message)})`)
  const shown = await page.locator('.embed').evaluateAll((embeds) =>
    embeds.map((embed) => ({
      title: embed.querySelector('.title')?.textContent,
      description: embed.querySelector('.description')?.textContent ?? undefined,
      fields: [...embed.querySelectorAll('.field')].map((field) => [...field.children].map((each) => each.textContent)),
    })),
  )
  expect(shown).toEqual(
    message.embeds?.map(({ title, description, fields = [] }) => ({
      title,
      description,
      fields: fields.map(({ name, value }) => [name, value]),
    })),
  )
  expect(shown).toHaveLength(3)
  const picture = await page.locator('.message').screenshot(process.env.HYPERION_PICTURES === 'write' ? { path: PICTURE } : {})
  const size = (png: Buffer) => [png.subarray(0, 8).toString('latin1'), png.readUInt32BE(16)]
  expect(size(picture)).toEqual(size(readFileSync(PICTURE)))
})
