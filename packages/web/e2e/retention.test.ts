import { FakeAgent, frameAt } from '@hyperion/testkit/agent'
import type { HostStorageAnswer } from '@hyperion/wire/web'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PASSWORD, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

const DAY = 86_400_000
const STEP = 900_000
const BATCH = 50

let hub: Hub
let browser: Browser
let page: Page
let complaints: string[]
let agent: FakeAgent
let host: number
let headers: Record<string, string>

const app = (path: string) => `${hub.base}/app${path}`

async function api<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${hub.base}${path}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return (await answer.json()) as T
}

const storageOfHost = () => api<HostStorageAnswer>('GET', `/api/hosts/${host}/storage`)

/** Nine days of a host, every quarter of an hour. */
async function reportNineDays(): Promise<void> {
  const { token } = await api<{ token: string }>('POST', '/api/enrolment-tokens', { label: 'web' })
  agent = await FakeAgent.connect({ hub: hub.base.replace('http', 'ws'), token })
  const start = Math.floor(Date.now() / STEP) * STEP - 9 * DAY
  const frames = Array.from({ length: (9 * DAY) / STEP }, (_, i) => frameAt(start + i * STEP))
  for (let sent = 0; sent < frames.length; sent += BATCH) {
    agent.reports(sent + 1, frames.slice(sent, sent + BATCH))
    await agent.next('ack')
  }
  const { hosts } = await api<{ hosts: { id: number; kind: string }[] }>('GET', '/api/hosts')
  host = hosts.find(({ kind }) => kind === 'agent')?.id as number
}

beforeAll(async () => {
  hub = await Hub.create()
  headers = {}
  headers = { authorization: `Bearer ${(await api<{ token: string }>('POST', '/login', { username: 'admin', password: PASSWORD })).token}` }
  await reportNineDays()
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/settings/retention')))
})

afterAll(async () => {
  agent?.socket.terminate()
  await browser?.close()
  await hub?.remove()
})

it('tells what history takes, as a whole and by host, and keeps the order in the address', async () => {
  await page.locator('tr[data-host=web-01]').waitFor()
  await page.getByText('Free on the disk').waitFor()
  await page.getByRole('button', { name: 'Growth' }).click()
  await page.waitForURL(/sort=-growth/)
  await expectAccessible(page, 'history and retention')
})

it('says at the field what is wrong with the days, and keeps what was typed', async () => {
  await page.fill('[name=total_days]', '10')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Not shorter than steps of five minutes').waitFor()
  expect(await page.inputValue('[name=total_days]')).toBe('10')
  await page.fill('[name=total_days]', '730')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await storageOfHost()).retention.total_days).toBe(730)
  await page
    .getByText(/at most/)
    .first()
    .waitFor()
})

it('keeps one host shorter, after saying what that takes away', async () => {
  await page.getByRole('link', { name: 'web-01' }).click()
  await page.waitForURL(/host=/)
  await page.getByText('As for all hosts: 30 / 90 / 730 days').waitFor()
  for (const [field, days] of Object.entries({ raw_days: '1', five_minute_days: '2', total_days: '3' }))
    await page.fill(`[name=${field}]`, days)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This takes history away').waitFor()
  await expectAccessible(page, 'what a retention takes away')
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect((await storageOfHost()).own_retention).toBe(false)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Delete history' }).click()
  await page.getByText('Set for this host').waitFor()
  await expect.poll(async () => (await storageOfHost()).first ?? 0).toBeGreaterThan(Date.now() - 5 * DAY)
  await page.getByRole('button', { name: 'Use the retention of all hosts' }).click()
  await page.getByText('As for all hosts').waitFor()
})

it('fits a phone, in French and in the dark', async () => {
  const phone = await openSignedIn(browser, app('/settings/retention'), { viewport: PHONE, locale: 'fr-FR', colorScheme: 'dark' })
  await phone.page.locator('tr[data-host=web-01]').waitFor()
  const [width, room] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect(width).toBeLessThanOrEqual(room as number)
  await expectAccessible(phone.page, 'history and retention on a phone')
  expect([...complaints, ...phone.complaints]).toEqual([])
})
