import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let complaints: string[]
let token = ''
let path = ''

async function post(to: string, headers: Record<string, string>, body: unknown): Promise<Response> {
  const sent = { ...headers, 'content-type': 'application/json' }
  return await fetch(`${hub.base}${to}`, { method: 'POST', headers: sent, body: JSON.stringify(body) })
}

const send = (body: unknown) => post('/api/v1/webhooks/alertmanager/', { authorization: `Bearer ${token}` }, body)
const alert = (name: string, status: string) => ({
  status,
  labels: { alertname: name, severity: 'critical' },
  annotations: { summary: `${name} is wrong` },
})

/** Pictures of the page are kept where this names a folder. */
async function picture(of: Page, name: string): Promise<void> {
  const folder = process.env.HYPERION_PICTURES
  if (folder) await of.screenshot({ path: `${folder}/integrations-${name}.png`, fullPage: true })
}

beforeAll(async () => {
  hub = await Hub.create()
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/settings/integrations`))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')

describe('integrations', () => {
  it('say what they are while there is only the hub’s own', async () => {
    await page.getByText('No other program sends its alerts yet.').waitFor()
    await page.locator('[data-integration=Hyperion]').getByText('Alerts of this hub').waitFor()
    await expectAccessible(page, 'none')
    await picture(page, 'none')
  })

  it('are added with a name, and give their token once with what to paste', async () => {
    await button('Add an integration').click()
    await dialog().getByRole('button', { name: 'Add it' }).click()
    await dialog().getByText('This field is required').or(dialog().getByText('Required')).first().waitFor()
    await page.fill('[name=name]', 'Paris')
    await page.keyboard.press('Enter')
    token = await page.getByTestId('one-time-secret').inputValue()
    expect(token).toMatch(/^hypi_/)
    await expect.poll(() => dialog().locator('pre').textContent()).toContain(`credentials: '${token}'`)
    await expectAccessible(page, 'a new token')
    await picture(page, 'token')
    await dialog().getByRole('button', { name: 'Done' }).click()
    await page.getByRole('heading', { name: 'Paris' }).waitFor()
    path = new URL(page.url()).pathname
    await page.getByText('Nothing came in yet.').waitFor()
    expect(await page.content()).not.toContain(token)
  })

  it('show what came in, and what each alert came to', async () => {
    await send({ alerts: [alert('Disk', 'firing'), alert('Load', 'firing')] })
    await send({ alerts: [alert('Disk', 'resolved')] })
    await send({ hello: 'world' })
    await page.getByText('There is no list of alerts').waitFor()
    await page.getByText('2 new incidents').waitFor()
    await page.locator('[data-delivery]', { hasText: '1 resolved' }).waitFor()
    await expectAccessible(page, 'deliveries')
    await picture(page, 'one')
    await page.locator('[data-delivery]', { hasText: '2 new incidents' }).getByRole('button').click()
    await dialog().getByText('Disk is wrong').first().waitFor()
    await dialog().getByRole('link', { name: /^INC-/ }).first().waitFor()
    await expect.poll(() => dialog().locator('pre').textContent()).toContain('"alertname": "Disk"')
    await expect.poll(() => page.url()).toContain('delivery=')
    await expectAccessible(page, 'a delivery')
    await picture(page, 'delivery')
  })

  it('do a delivery again', async () => {
    await dialog().getByRole('button', { name: 'Do it again' }).click()
    await dialog().getByText('It was done once more.').waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
  })

  it('are set up by forms that say what is wrong', async () => {
    await button('Add a word').click()
    await page.fill('[name=flood_limit]', '0')
    await button('Save').click()
    await page.getByText('A whole number from 1 to 100,000').waitFor()
    await page.fill('[name=flood_limit]', '50')
    await page.locator('[name=severities]').last().fill('disaster')
    await page.getByLabel('Severity of disaster').selectOption('SEV1_CRITICAL')
    await expectAccessible(page, 'settings')
    await button('Save').click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    await expect.poll(() => page.locator('[name=flood_limit]').inputValue()).toBe('50')
    await expect.poll(() => page.locator('[name=severities]').last().inputValue()).toBe('disaster')
  })

  it('get another token, are switched off, and removed', async () => {
    await button('New token').click()
    await dialog().getByRole('button', { name: 'Make a new token' }).click()
    await page.getByTestId('one-time-secret').waitFor()
    await dialog().getByRole('button', { name: 'Done' }).click()
    expect((await send({ alerts: [] })).status).toBe(401)
    await page.getByRole('link', { name: 'Integrations' }).last().click()
    const row = page.locator('[data-integration=Paris]')
    await row.getByText('Not understood').waitFor()
    await row.getByLabel('Take the alerts of Paris').focus()
    await page.keyboard.press('Space')
    await expect.poll(() => row.getByLabel('Take the alerts of Paris').isChecked()).toBe(false)
  })
})

describe('the pages', () => {
  it('read well on a phone, in French and in the dark', async () => {
    const { page: phone, context } = await openSignedIn(browser, `${hub.base}/app/settings/integrations`, {
      viewport: PHONE,
      locale: 'fr-FR',
      colorScheme: 'dark',
      hasTouch: true,
    })
    const fits = () => phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
    await phone.getByText('Incompris').waitFor()
    await expectAccessible(phone, 'phone')
    await picture(phone, 'phone-list')
    expect(await fits()).toBe(true)
    await phone.goto(`${hub.base}${path}`)
    await phone.getByText('1 rouvert').waitFor()
    await expectAccessible(phone, 'phone, one')
    await picture(phone, 'phone-one')
    expect(await fits()).toBe(true)
    await phone.locator('[data-delivery]').last().getByRole('button').click()
    await phone.getByRole('dialog').locator('pre').waitFor()
    await picture(phone, 'phone-delivery')
    expect(await fits()).toBe(true)
    await context.close()
  })

  it('are gone with their integration', async () => {
    await page.goto(`${hub.base}${path}?dialog=remove`)
    await dialog().getByRole('button', { name: 'Remove the integration' }).click()
    await page.getByText('No other program sends its alerts yet.').waitFor()
    expect(complaints).toEqual([])
  })
})
