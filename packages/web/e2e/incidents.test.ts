import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changePassword, expectAccessible, launch, openPage, openSignedIn, PASSWORD, PHONE, signIn } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let context: BrowserContext
let complaints: string[]
let service: string

const app = (path: string) => `${hub.base}/app${path}`
const column = (name: string) => page.getByRole('region', { name, exact: true })

async function post(path: string, data: object): Promise<{ id: string; short_id: string }> {
  const answer = await page.request.post(`${hub.base}${path}`, { data, headers: { origin: hub.base } })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  return answer.json()
}

const incident = (title: string, severity = 'SEV2_HIGH') => post('/api/v1/incidents/', { title, severity, service })

beforeAll(async () => {
  hub = await Hub.create()
  browser = await launch()
  ;({ page, context, complaints } = await openSignedIn(browser, app('/incidents')))
  await page.getByRole('heading', { level: 1, name: 'Incidents' }).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

it('says what incidents are while there is none', async () => {
  await page.getByText('No incident yet').waitFor()
  await page.getByRole('link', { name: 'Set up services' }).waitFor()
  await expectAccessible(page, 'no incidents')
  await page.getByRole('button', { name: 'New incident' }).click()
  await page.getByRole('dialog').getByText('there is none yet').waitFor()
  await page.keyboard.press('Escape')
})

it('shows one the moment it begins, with what can be done about it', async () => {
  service = (await post('/api/v1/services/', { name: 'redis-prod' })).id
  await page.reload()
  await page.getByText('No incident yet').waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
  const { short_id } = await incident('Redis cluster down', 'SEV1_CRITICAL')
  await column('Triggered').getByRole('link', { name: 'Redis cluster down' }).waitFor()
  await page.getByRole('navigation').getByText('1 open incident').waitFor({ state: 'attached' })
  const notice = page.getByRole('log').getByText('SEV1 Critical · Redis cluster down · redis-prod')
  await notice.waitFor()
  await expectAccessible(page, 'board')
  await page.getByRole('log').getByRole('link', { name: 'Open' }).first().click()
  await page.waitForURL(new RegExp(`incidents/${short_id}$`))
  await page.getByRole('heading', { level: 1, name: 'Redis cluster down' }).waitFor()
  await expectAccessible(page, 'room')
})

it('is handled on a phone from its beginning to its end', async () => {
  const { short_id } = await incident('Checkout answers 502')
  const phone = await openPage(browser, { viewport: PHONE, hasTouch: true, storageState: await context.storageState() })
  const { page: small } = phone
  const width = () => small.evaluate(() => document.documentElement.scrollWidth)
  await small.goto(app(`/incidents/${short_id}`))
  await small.getByRole('button', { name: 'Acknowledge' }).tap()
  await small.getByRole('log').getByText(`${short_id} is in your hands.`).waitFor()
  await small.getByRole('main').getByText('Acknowledged').first().waitFor()
  await expect.poll(() => small.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0)

  await small.getByRole('textbox', { name: 'Comment' }).fill('Trying a **failover**, <b>now</b>')
  await small.getByText('Preview').tap()
  await small.locator('strong', { hasText: 'failover' }).waitFor()
  await small.getByRole('button', { name: 'Send' }).tap()
  await small.getByRole('list', { name: 'Timeline' }).locator('strong', { hasText: 'failover' }).waitFor()
  await small.getByText('<b>now</b>').waitFor()
  expect(await width()).toBe(PHONE.width)
  await expectAccessible(small, 'timeline on a phone')

  await small.getByRole('tab', { name: 'Details' }).tap()
  await small
    .getByRole('combobox', { name: 'Add a tag' })
    .or(small.getByRole('textbox', { name: 'Add a tag' }))
    .fill('customer-impact')
  await small.keyboard.press('Enter')
  await small.getByRole('button', { name: 'Take off customer-impact' }).waitFor()
  expect(await width()).toBe(PHONE.width)
  await expectAccessible(small, 'details on a phone')

  await small.getByRole('button', { name: 'Resolve' }).tap()
  const dialog = small.getByRole('dialog')
  await dialog.getByLabel('Resolution').fill('Restarted the workers')
  await dialog.getByLabel('Root cause').fill('A leak')
  await expectAccessible(small, 'resolving on a phone')
  await dialog.getByRole('button', { name: 'Resolve' }).tap()
  await small.getByText('Restarted the workers').first().waitFor()
  await small.getByRole('button', { name: 'Reopen' }).first().waitFor()
  const answer = await small.request.get(`${hub.base}/api/v1/incidents/${short_id}/`)
  expect(await answer.json()).toMatchObject({ status: 'RESOLVED', root_cause: 'A leak', tags: [{ name: 'customer-impact' }] })
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})

it('is worked through with the keyboard', async () => {
  await page.goto(app('/incidents'))
  const link = column('Triggered').getByRole('link', { name: 'Redis cluster down' })
  await link.waitFor()
  await page.getByRole('textbox', { name: 'Search incidents' }).fill('ja')
  await page.getByText('No incident matches').waitFor()
  await page.getByRole('textbox', { name: 'Search incidents' }).fill('')
  await link.waitFor()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Acknowledge it').waitFor()
  await expectAccessible(page, 'shortcuts')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('j')
  await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('a')
  await column('Acknowledged').getByRole('link', { name: 'Redis cluster down' }).waitFor()
  await page.keyboard.press('c')
  await page.getByRole('textbox', { name: 'Comment' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('content')
  await page.keyboard.type('jar')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('list', { name: 'Timeline' }).getByText('jar').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page
    .getByRole('dialog')
    .getByText(/^Resolve INC-/)
    .waitFor()
  await page.keyboard.press('Escape')
})

it('is changed where its facts stand', async () => {
  // Whoever acknowledges leads.
  await page.getByRole('combobox', { name: 'Lead' }).click()
  await page.getByRole('option', { name: 'Nobody' }).click()
  await page.getByText('Nobody leads any more').waitFor()
  await page.getByRole('button', { name: 'Take the lead' }).click()
  await page.getByText('admin leads').first().waitFor()
  await page.getByRole('combobox', { name: 'Severity' }).selectOption('SEV3_MEDIUM')
  await page.getByText('Severity from SEV1 Critical to SEV3 Medium').waitFor()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Title').fill('Redis is down')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Redis is down' }).waitFor()
  await page.getByRole('tab', { name: 'Metrics' }).click()
  await page.waitForURL(/panel=metrics/)
  await page.getByText('No host is known for it').waitFor()
})

it('is opened in the app, and found again where it is open already', async () => {
  const open = async () => {
    await page.goto(app('/incidents?dialog=add'))
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Open incident' }).click()
    await dialog.getByText('Required').first().waitFor()
    await dialog
      .getByRole('combobox', { name: 'Service' })
      .or(dialog.getByRole('textbox', { name: 'Service' }))
      .click()
    await page.getByRole('option', { name: 'redis-prod' }).click()
    await dialog.getByLabel('Title').fill('Cache misses')
    await expectAccessible(page, 'new incident')
    await dialog.getByRole('button', { name: 'Open incident' }).click()
  }
  await open()
  await page.waitForURL(/incidents\/INC-[A-Z0-9]{6}$/)
  const first = page.url()
  await open()
  await page.getByRole('link', { name: 'Go to it' }).click()
  await page.waitForURL(first)
})

it('is listed with filters and order in the address, page by page', async () => {
  for (let count = 0; count < 20; count++) await incident(`Flood ${count}`, 'SEV4_LOW')
  await page.goto(app('/incidents?view=list'))
  await page.getByText('Page 1 of 2').waitFor()
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.waitForURL(/page=2/)
  await page.getByRole('row').getByRole('link', { name: 'Redis is down' }).waitFor()
  await expectAccessible(page, 'list')
  await page.getByRole('button', { name: 'Status', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Resolved' }).click()
  await page.waitForURL(/status=RESOLVED/)
  await expect.poll(() => page.url()).not.toContain('page=')
  await page.getByRole('row').getByRole('link', { name: 'Checkout answers 502' }).waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
})

it('stands before everything else on the overview, and is found by its name', async () => {
  await page.goto(app('/'))
  const open = page.getByRole('region', { name: 'Open incidents' })
  await open.getByText('22 open incidents').waitFor()
  await expect.poll(() => open.getByRole('listitem').first().textContent()).toContain('SEV3 Medium')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('redis is')
  await page.getByRole('option', { name: /INC-.* Redis is down/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Redis is down' }).waitFor()
})

it('leaves the rest of the app within reach on a phone', async () => {
  const phone = await openPage(browser, { viewport: PHONE, hasTouch: true, storageState: await context.storageState() })
  await phone.page.goto(app('/incidents'))
  const navigation = phone.page.getByRole('navigation', { name: 'Pages' })
  await navigation.getByRole('link', { name: 'On call' }).waitFor()
  await expect.poll(() => navigation.getByRole('link').filter({ visible: true }).count()).toBe(3)
  await navigation.getByRole('button', { name: /^More/ }).tap()
  await expectAccessible(phone.page, 'more')
  await phone.page.getByRole('dialog').getByRole('link', { name: 'Hosts' }).tap()
  await phone.page.waitForURL(/app\/hosts$/)
  await phone.context.close()
})

it('is acknowledged from what a push service brings', async () => {
  const { short_id } = await incident('Queue stuck')
  await context.grantPermissions(['notifications'], { origin: hub.base })
  await page.goto(app('/notifications'))
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/app/sw.js', { scope: '/app/' })
    await navigator.serviceWorker.ready
  })
  const session = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const { registrationId } of registrations) resolve(registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  const data = JSON.stringify({
    title: 'Queue stuck',
    body: 'redis-prod',
    tag: short_id,
    look: 'critical',
    url: `/app/incidents/${short_id}`,
  })
  await session.send('ServiceWorker.deliverPushMessage', { origin: hub.base, registrationId: await registered, data })
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      const notifications = (await registration.getNotifications()) as (Notification & { actions: { action: string }[] })[]
      return notifications.map(({ title, actions }) => ({ title, actions: actions.map(({ action }) => action) }))
    })
  await expect.poll(shown).toEqual([{ title: 'Queue stuck', actions: ['acknowledge', 'open'] }])
  // The browser lets only itself prolong an event: what is waited for is taken from it.
  await context.serviceWorkers()[0]?.evaluate(`(async () => {
    const [notification] = await self.registration.getNotifications()
    const event = new NotificationEvent('notificationclick', { notification, action: 'acknowledge' })
    let work
    Object.defineProperty(event, 'waitUntil', { value: (promise) => { work = promise } })
    self.dispatchEvent(event)
    await work
  })()`)
  const answer = await page.request.get(`${hub.base}/api/v1/incidents/${short_id}/`)
  expect(await answer.json()).toMatchObject({ status: 'ACKNOWLEDGED', acknowledged_by: { username: 'admin' } })
})

it('is only looked at by those who may not act', async () => {
  const viewer = { username: 'vera', password: 'an eagle over hills 7', role: 'viewer' }
  await post('/api/users', viewer)
  const other = await openPage(browser)
  await other.page.goto(app('/incidents'))
  await signIn(other.page, viewer.password, viewer.username)
  await changePassword(other.page, viewer.password, PASSWORD)
  await other.page.getByRole('link', { name: 'Redis is down' }).click()
  await other.page.getByRole('heading', { level: 1, name: 'Redis is down' }).waitFor()
  for (const name of ['Acknowledge', 'Resolve', 'Edit', 'Send'])
    await expect.poll(() => other.page.getByRole('button', { name }).count()).toBe(0)
  expect(other.complaints).toEqual([])
  await other.context.close()
})

it('left no complaint in the console', () => {
  expect(complaints).toEqual([])
})
