import { type DiscordServer, startDiscord } from '@hyperion/testkit/discord'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let discord: DiscordServer
let browser: Browser
let page: Page
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`

beforeAll(async () => {
  discord = await startDiscord()
  hub = await Hub.create({ HYPERION_ALLOW_PRIVATE_WEBHOOKS: discord.address })
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/settings/channels')))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await discord?.close()
})

it('leads to the first channel, points at what is missing, and tests it', async () => {
  await page.getByText('No channel yet').waitFor()
  await expectAccessible(page, 'channels, empty')
  await page.getByRole('button', { name: 'Add a channel' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Required').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('webhook_url')
  await page.fill('[name=webhook_url]', 'https://example.org/')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('[name=webhook_url][aria-invalid=true]').waitFor()
  await expectAccessible(page, 'form of a channel')
  await page.fill('[name=webhook_url]', discord.url)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Discord is saved').waitFor()

  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('look whether it arrived').waitFor()
  expect(discord.messages).toHaveLength(1)
  discord.next({ status: 500 })
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('Not sent: answered 500').waitFor()
})

it('never shows a secret again, and keeps it when it is left empty', async () => {
  await page.locator('[data-channel=Discord]').getByRole('button', { name: 'Discord', exact: true }).click()
  expect(await page.inputValue('[name=webhook_url]')).toBe('')
  await page.fill('[name=name]', 'Night watch')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Night watch is saved').waitFor()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('look whether it arrived').waitFor()
  expect(discord.messages).toHaveLength(2)
})

it('tells of an alert on the channel, in the log and in the page that is open', async () => {
  await page.goto(app('/'))
  await page.getByText('Live', { exact: true }).waitFor()
  const low = { disk: { warning: 0, critical: 1 } }
  expect((await page.request.put(`${hub.base}/api/thresholds`, { data: low, headers: { origin: hub.base } })).status()).toBe(200)
  await page.getByRole('log').getByText('Disk usage is at').first().waitFor()
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click()
  await page.getByRole('dialog').getByText('Disk usage is at').waitFor()
  await expectAccessible(page, 'notification centre')
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  await page.getByRole('dialog', { name: 'Notifications' }).getByRole('link', { name: 'Show all' }).click()
  await page.waitForURL(/\/app\/notifications$/)
  await page.getByRole('main').getByText('Disk usage is at').waitFor()
  await page.getByRole('heading', { name: 'While the app is closed' }).waitFor()
  await expectAccessible(page, 'notifications')
  await expect.poll(() => discord.messages.length).toBe(3)
  await page.goto(app('/settings/channels?status=sent'))
  await page.getByRole('row', { name: /Delivered .*Disk began Night watch/ }).waitFor()
  await expectAccessible(page, 'channels')
  await page.getByLabel('State').selectOption('failed')
  await page.getByText('Nothing matches the filter').waitFor()
})

it('tells who did what', async () => {
  await page.goto(app('/settings/audit'))
  await page
    .getByRole('row', { name: /admin Channel added · Discord kind/ })
    .last()
    .waitFor()
  await expectAccessible(page, 'audit log')
  await page.getByLabel('What was done').selectOption('channel.test')
  await expect.poll(() => page.getByRole('row').count()).toBe(4)
  await page.getByRole('textbox', { name: 'Who' }).fill('nobody')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing matches the filter').waitFor()
  await expect.poll(() => page.url()).toMatch(/actor=nobody/)
})

it('shows what a push service brings, with the page of the alerts behind it', async () => {
  await page.context().grantPermissions(['notifications'], { origin: hub.base })
  await page.goto(app('/notifications'))
  await page.getByRole('button', { name: 'Switch on in this browser' }).waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/app/sw.js', { scope: '/app/' })
    await navigator.serviceWorker.ready
  })
  const session = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const { registrationId } of registrations) resolve(registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  const data = JSON.stringify({ title: 'CPU', body: 'at 94%', tag: '#7', look: 'critical', url: '/app/alerts' })
  await session.send('ServiceWorker.deliverPushMessage', { origin: hub.base, registrationId: await registered, data })
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map(({ title, body, tag, data: { url } }) => ({ title, body, tag, url }))
    })
  await expect.poll(shown).toEqual([{ title: 'CPU', body: 'at 94%', tag: '#7', url: '/app/alerts' }])
})

it('is as good on a phone', async () => {
  await page.setViewportSize(PHONE)
  const pages = { '/settings/channels': 'Night watch', '/notifications': 'Disk usage is at', '/settings/audit': '127.0.0.1' }
  for (const [path, text] of Object.entries(pages)) {
    await page.goto(app(path))
    await page.getByRole('main').getByText(text).filter({ visible: true }).first().waitFor()
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    await expectAccessible(page, `${path} on a phone`)
  }
  expect(complaints).toEqual([])
})
