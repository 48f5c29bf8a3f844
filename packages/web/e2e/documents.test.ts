import { join } from 'node:path'
import { addService } from '@hyperion/testkit/database'
import { DocumentClient } from '@hyperion/testkit/documents'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PASSWORD, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let context: BrowserContext
let complaints: string[]
let shortId: string
let token: string

const app = (path: string) => `${hub.base}/app${path}`
const lid = () => `/incidents/${shortId}/document`
/** Only the lines in sight are drawn. */
const text = (of: Page) => of.locator('.cm-content').textContent()

async function api<T>(method: string, path: string, body?: object, scheme = 'Token'): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `${scheme} ${token}` }) }
  const response = await fetch(`${hub.base}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  expect(response.status, path).toBeLessThan(300)
  return (await response.json()) as T
}

beforeAll(async () => {
  hub = await Hub.create()
  const service = await addService(join(hub.dataDir, 'hyperion.db'), 'redis-prod')
  browser = await launch()
  ;({ page, context, complaints } = await openSignedIn(browser, app('/'), { acceptDownloads: true }))
  token = (await api<{ token: string }>('POST', '/api/auth/token/', { username: 'admin', password: PASSWORD })).token
  const body = { title: 'Redis Cluster Down', description: 'All nodes time out.', service, severity: 'SEV1_CRITICAL' }
  shortId = (await api<{ short_id: string }>('POST', '/api/v1/incidents/', body)).short_id
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

it('is linked from its incident, and begins with what is known', async () => {
  await expect.poll(async () => (await api<{ lid_link: string }>('GET', `/api/v1/incidents/${shortId}/`)).lid_link).toBe(app(lid()))
  await page.goto(app(lid()))
  await page.getByRole('heading', { name: 'Redis Cluster Down' }).waitFor()
  await page.getByText('Saved').waitFor()
  expect(await text(page)).toContain('## Hypotheses')
  await expectAccessible(page, 'live document')
})

it('brings two who write at once to the same text, and shows who they are', async () => {
  const bob = await context.browser()?.newContext({ viewport: PHONE, locale: 'fr-FR', storageState: await context.storageState() })
  const other = await (bob as BrowserContext).newPage()
  await other.goto(app(lid()))
  await other.locator('.cm-content').waitFor()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await other.locator('.cm-content').click()
  await other.keyboard.press('Control+End')
  await Promise.all([page.keyboard.type('From the left. ', { delay: 15 }), other.keyboard.type(' Von rechts.', { delay: 15 })])
  await page.getByRole('list', { name: 'Also here' }).getByText('admin').waitFor({ state: 'attached' })
  await page.locator('.cm-ySelectionInfo', { hasText: 'admin' }).waitFor()
  await expect
    .poll(() => api<{ markdown: string }>('GET', `/api/v1/incidents/${shortId}/document/`).then(({ markdown }) => markdown))
    .toContain('Von rechts.')
  await expect.poll(() => text(other)).toContain('From the left.')
  await expect.poll(() => text(page)).toContain('Von rechts.')
  await other.getByRole('radiogroup').getByText('Lire').click()
  await expectAccessible(other, 'live document on a phone')
  await bob?.close()
})

it('keeps what is typed without a connection, over a restart of the hub', async () => {
  await hub.stop()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Typed offline.')
  await page.getByText('Not connected: kept in this browser').waitFor()
  await hub.start()
  await page.getByText('Saved', { exact: true }).waitFor()
  const { markdown } = await api<{ markdown: string }>('GET', `/api/v1/incidents/${shortId}/document/`)
  expect(markdown).toContain('Typed offline.')
})

it('loses nothing that was acknowledged when the hub is killed while somebody types', async () => {
  const url = `${hub.base.replace('http', 'ws')}/ws/incidents/${shortId}/document/`
  const { token: bearer } = await fetch(`${hub.base}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  }).then((response) => response.json() as Promise<{ token: string }>)
  const headers = { authorization: `Bearer ${bearer}` }
  const client = new DocumentClient(url, { headers })
  await client.synced()
  let acknowledged = 0
  for (let i = 0; i < 200; i += 1) {
    client.insert(client.text.length, `[word ${i}]`)
    if (i % 3 === 0) {
      await client.saved()
      acknowledged = i
    }
    if (i === 150) void hub.kill()
    if (i > 150) break
  }
  await client.closed()
  await hub.start()
  const again = new DocumentClient(url, { headers })
  await again.synced()
  for (let i = 0; i <= acknowledged; i += 1) expect(again.text).toContain(`[word ${i}]`)
  again.socket.close()
})

it('keeps versions, shows what changed since, and goes back', async () => {
  await page.reload()
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('button', { name: 'Keep a version now' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('kept by hand').first().waitFor()
  await drawer.getByRole('button', { name: 'Close' }).click()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('\nA line that goes again')
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Versions' }).click()
  await drawer
    .getByRole('button', { name: /kept by hand/ })
    .first()
    .click()
  await drawer.getByText('+ A line that goes again').waitFor()
  await expectAccessible(page, 'versions')
  await drawer.getByRole('button', { name: 'Put this version back' }).click()
  await drawer.getByText('Nothing changed since.').waitFor()
  await drawer.getByRole('button', { name: 'Close' }).click()
  expect(await text(page)).not.toContain('A line that goes again')
})

it('goes out as Markdown and as PDF', async () => {
  for (const [name, extension] of [
    ['Markdown', 'md'],
    ['PDF', 'pdf'],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()])
    expect(file.suggestedFilename()).toBe(`${shortId}-document.${extension}`)
  }
})

it('starts the postmortem', async () => {
  await page.getByRole('link', { name: 'Postmortem' }).click()
  await page.getByText('No postmortem yet').waitFor()
  await expectAccessible(page, 'no postmortem')
  await page.getByRole('button', { name: 'Start the postmortem' }).click()
  await page.getByRole('heading', { name: 'What went well' }).waitFor()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(complaints).toEqual([])
})
