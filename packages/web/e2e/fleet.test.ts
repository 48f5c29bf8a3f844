import { FakeAgent, frameOf } from '@hyperion/testkit/agent'
import type { SampleFigures } from '@hyperion/testkit/live-host'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openPage, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let complaints: string[]
const agents = new Map<string, { readonly agent: FakeAgent; sent: number }>()

const app = (path: string) => `${hub.base}/app${path}`
const lines = (where: Page) =>
  where
    .getByRole('grid', { name: 'Hosts' })
    .getByRole('row')
    .filter({ has: where.getByRole('gridcell') })
const line = (name: string) => lines(page).filter({ hasText: name })
const width = (where: Page) => where.evaluate(() => document.documentElement.scrollWidth)

async function enrol(name: string): Promise<void> {
  const answer = await page.request.post(`${hub.base}/api/enrolment-tokens`, {
    data: { label: name, minutes: 60 },
    headers: { origin: hub.base },
  })
  const { token } = await answer.json()
  const agent = await FakeAgent.connect({ hub: hub.base.replace('http', 'ws'), token, hello: { hostname: name } })
  agents.set(name, { agent, sent: 0 })
}

function report(name: string, figures: SampleFigures): void {
  const entry = agents.get(name)
  if (!entry) throw new Error(`no agent ${name}`)
  entry.agent.reports(++entry.sent, [frameOf({ at: Date.now(), ...figures })])
}

beforeAll(async () => {
  hub = await Hub.create()
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/hosts')))
})

afterAll(async () => {
  for (const { agent } of agents.values()) agent.socket.terminate()
  await browser?.close()
  await hub?.remove()
})

it('says how to go on while there is but one', async () => {
  await page.getByText('Only this machine is watched so far').waitFor()
  await expect.poll(() => lines(page).count()).toBe(1)
  await page.getByRole('link', { name: 'Add host' }).first().waitFor()
  await expectAccessible(page, 'one host')
})

it('shows others as they come, and what they report, without another click', async () => {
  for (const name of ['web-1', 'web-2', 'db-1']) await enrol(name)
  for (const name of agents.keys()) report(name, { cpu: 20, memory: 30, disk: 40 })
  await line('web-2').getByText('20.0%').waitFor()
  report('web-2', { cpu: 63.4, memory: 30, disk: 40 })
  await line('web-2').getByText('63.4%').waitFor()
  await page.getByText('Only this machine is watched so far').waitFor({ state: 'detached' })
})

it('puts first what is wrong, and says so on the overview', async () => {
  report('db-1', { cpu: 20, memory: 30, disk: 97 })
  await line('db-1').getByText('Critical').waitFor()
  await expect.poll(() => lines(page).first().textContent()).toContain('db-1')
  await expectAccessible(page, 'hosts')
  await page.goto(app('/'))
  const glance = page.getByRole('region', { name: 'All hosts' })
  await glance.getByRole('link', { name: 'db-1' }).waitFor()
  await glance.getByRole('link', { name: /^Disk/ }).waitFor()
  await expectAccessible(page, 'overview of several hosts')
  await glance.getByRole('button', { name: /critical/ }).press('Enter')
  await page.waitForURL(/\/hosts\?state=critical$/)
  await expect.poll(() => lines(page).count()).toBe(1)
})

it('is searched, filtered and sorted, and keeps that in the address', async () => {
  await page.goto(app('/hosts'))
  await page.getByRole('textbox', { name: 'Search hosts and tags' }).fill('web')
  await page.waitForURL(/q=web/)
  await expect.poll(() => lines(page).count()).toBe(2)
  await page.getByRole('button', { name: 'CPU', exact: true }).click()
  await page.waitForURL(/sort=cpu&order=desc/)
  await expect.poll(() => lines(page).first().textContent()).toContain('web-2')
  await page.reload()
  await expect
    .poll(() =>
      lines(page)
        .allTextContents()
        .then((all) => all.map((text) => /web-\d/.exec(text)?.[0])),
    )
    .toEqual(['web-2', 'web-1'])
})

it('keeps a view under a name', async () => {
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save this view…' }).click()
  await expectAccessible(page, 'saving a view')
  await page.getByRole('textbox', { name: 'Name' }).fill('Web by CPU')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Web by CPU' }).click()
  await page.getByRole('menuitem', { name: 'All hosts' }).click()
  await expect.poll(() => lines(page).count()).toBe(4)
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Web by CPU', exact: true }).click()
  await expect.poll(() => lines(page).count()).toBe(2)
})

it('gives chosen hosts tags, and groups by them', async () => {
  await page.goto(app('/hosts?q=web'))
  await page.getByRole('checkbox', { name: 'Choose all hosts' }).check()
  const bar = page.getByRole('group', { name: 'With the chosen hosts' })
  await bar.getByText('2 hosts chosen').waitFor()
  await bar.getByRole('button', { name: 'Tags' }).click()
  await page.getByRole('dialog').getByLabel('Tags', { exact: true }).first().fill('front')
  await page.keyboard.press('Enter')
  await expectAccessible(page, 'tags of hosts')
  await page.getByRole('button', { name: 'Save' }).click()
  await line('web-1').getByText('front').waitFor()
  await page.getByRole('switch', { name: 'Group by tag' }).click()
  await page.waitForURL(/group=tag/)
  await page.getByRole('row', { name: /front.*2 hosts/ }).waitFor()
})

it('is gone through with the keyboard alone', async () => {
  await page.goto(app('/hosts?sort=name'))
  await line('db-1').waitFor()
  await lines(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toContain(await lines(page).nth(1).locator('a').textContent())
  await page.keyboard.press('Space')
  await page.getByText('1 host chosen').waitFor()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/hosts\/\d+$/)
})

it('silences chosen hosts', async () => {
  await page.goto(app('/hosts?q=db-1'))
  await page.getByRole('checkbox', { name: 'Choose db-1' }).check()
  await page.getByRole('group', { name: 'With the chosen hosts' }).getByRole('button', { name: 'Silence' }).click()
  await expectAccessible(page, 'silencing hosts')
  await page.getByRole('dialog').getByRole('button', { name: 'Silence' }).click()
  await line('db-1').getByText('Maintenance').waitFor()
})

it('finds a host from anywhere', async () => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('web-2')
  await page.getByRole('option', { name: /web-2/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/hosts\/3$/)
})

it('compares hosts side by side', async () => {
  await page.goto(app('/hosts?q=web'))
  await page.getByRole('checkbox', { name: 'Choose all hosts' }).check()
  await page.getByRole('link', { name: 'Compare' }).click()
  await page.waitForURL(/\/compare\?hosts=2,3$|\/compare\?hosts=2%2C3$/)
  await page.locator('canvas').first().waitFor()
  const table = page.getByRole('table', { name: 'Total' })
  await table.getByRole('link', { name: 'web-2' }).waitFor()
  await expect.poll(() => table.getByRole('img', { name: 'highest' }).count()).toBeGreaterThan(0)
  await page.getByText('1 h', { exact: true }).click()
  await page.waitForURL(/range=1h/)
  await expectAccessible(page, 'comparison')
})

it('says of a host whose agent is gone that nothing comes', async () => {
  await page.goto(app('/hosts?q=web-1'))
  agents.get('web-1')?.agent.socket.terminate()
  await line('web-1').getByText('No reports', { exact: true }).waitFor()
  // This machine's own loopback says nothing of another machine.
  await line('web-1')
    .getByText(/No reports come/)
    .waitFor()
})

it('is a list of cards on a phone, in French and dark', async () => {
  const phone = await openPage(browser, {
    viewport: PHONE,
    locale: 'fr-FR',
    colorScheme: 'dark',
    storageState: await page.context().storageState(),
  })
  await phone.page.goto(app('/hosts'))
  await phone.page.getByText('db-1').waitFor()
  await expectAccessible(phone.page, 'hosts on a phone')
  expect(await width(phone.page)).toBe(PHONE.width)
  await phone.page.goto(app('/'))
  await phone.page.getByRole('region', { name: 'Tous les hôtes' }).waitFor()
  expect(await width(phone.page)).toBe(PHONE.width)
  await phone.page.goto(app('/compare?hosts=2,3'))
  await phone.page.locator('canvas').first().waitFor()
  await expectAccessible(phone.page, 'comparison on a phone')
  expect(await width(phone.page)).toBe(PHONE.width)
  expect(phone.complaints).toEqual([])
})

it('left no complaint in the console', () => {
  expect(complaints).toEqual([])
})
