import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PASSWORD, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let complaints: string[]
let token: string

const app = (path: string) => `${hub.base}/app${path}`

async function api<T>(method: string, path: string, body?: object, authorization?: string): Promise<T> {
  const answer = await fetch(`${hub.base}${path}`, {
    method,
    headers: { ...(authorization && { authorization }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return (await answer.json()) as T
}

const imas = <T>(method: string, path: string, body?: object) => api<T>(method, `/api/v1${path}`, body, `Token ${token}`)
const dialog = () => page.getByRole('dialog')
const save = () => page.getByRole('button', { name: 'Save' }).click()

beforeAll(async () => {
  hub = await Hub.create()
  token = (await api<{ token: string }>('POST', '/api/auth/token/', { username: 'admin', password: PASSWORD })).token
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/services')))
  await page.getByText('No service yet').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

it('makes a team with members, and a service that it owns', async () => {
  await page.getByRole('link', { name: 'Teams' }).click()
  await page.getByText('No team yet').waitFor()
  await page.getByRole('button', { name: 'Add a team' }).first().click()
  await save()
  await page.getByText('Give it a name').waitFor()
  await page.fill('[name=name]', 'SRE Core')
  await page.getByRole('combobox', { name: 'Members' }).click()
  await page.getByRole('option', { name: 'admin' }).click()
  await page.fill('[name=slack_channel_id]', 'C0123456789')
  await expectAccessible(page, 'a team')
  await save()
  await page.getByText('SRE Core is saved').waitFor()
  await page.getByText('Slack C0123456789').waitFor()

  await page.goto(app('/services?dialog=add'))
  await page.fill('[name=name]', 'redis-prod')
  await page.selectOption('[name=criticality]', { label: 'Tier 1, critical' })
  await page.selectOption('[name=owner_team]', { label: 'SRE Core' })
  await page.fill('[name=runbook_url]', 'wiki')
  await save()
  await page.getByText('Must be an address that begins with http').waitFor()
  expect(await page.inputValue('[name=name]')).toBe('redis-prod')
  await page.fill('[name=runbook_url]', 'https://wiki.example.com/redis')
  await expectAccessible(page, 'a service')
  await save()
  await page.getByText('redis-prod is saved').waitFor()
  await page.getByText('No open incident').waitFor()
  await expectAccessible(page, 'services')
})

it('keeps the search in the address', async () => {
  await page.getByLabel('Search services').fill('nothing like it')
  await page.getByText('Nothing matches').waitFor()
  await page.waitForURL(/q=nothing/)
  await page.getByLabel('Search services').fill('REDIS')
  await page.getByRole('button', { name: 'redis-prod', exact: true }).waitFor()
})

it('says why a service with incidents stays, and what goes with a team', async () => {
  const { results } = await imas<{ results: { id: string }[] }>('GET', '/services/')
  await imas('POST', '/incidents/', { title: 'Redis is down', service: results[0]?.id })
  await page.goto(app(`/services?dialog=delete&id=${results[0]?.id}`))
  await page.locator('main').getByText('1 open incident').waitFor()
  await dialog().getByRole('button', { name: 'Delete' }).click()
  await page.getByText('This service has incidents, so it stays').waitFor()
  await dialog().getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('link', { name: 'Teams' }).click()
  await page.getByRole('button', { name: 'Actions of SRE Core' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('These services stay without an owner: redis-prod.').waitFor()
  await expectAccessible(page, 'the deletion of a team')
  await dialog().getByRole('button', { name: 'Cancel' }).click()
})

it('writes a runbook, moves its steps by keyboard, and ticks them off', async () => {
  await page.goto(app('/runbooks'))
  await page.getByText('No runbook yet').waitFor()
  await page.getByRole('link', { name: 'New runbook' }).first().click()
  await page.fill('[name=title]', 'Redis Cluster Recovery')
  await page.selectOption('[name=service]', { label: 'redis-prod' })
  await page.fill('[name=description]', 'Steps to **recover** a cluster <script>alert(1)</script>')
  await page.getByText('Preview').click()
  await page.locator('strong', { hasText: 'recover' }).waitFor()
  await save()
  await page.getByText('Give it a title').waitFor()
  await page.fill('[name="steps.0"]', 'Identify failed nodes')
  await page.getByLabel('Command').first().fill('redis-cli cluster nodes')
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.fill('[name="steps.1"]', 'Check cluster status')
  await page.getByLabel('Critical').nth(1).check()
  await page.locator('[name="steps.1"]').press('Alt+ArrowUp')
  await expect.poll(() => page.inputValue('[name="steps.0"]')).toBe('Check cluster status')
  await expectAccessible(page, 'the editor of a runbook')
  await save()
  await page.waitForURL(/\/runbooks\/[0-9a-f-]{36}$/)
  await page.getByLabel('1. Check cluster status').check()
  await page.getByText('1 of 2 done').waitFor()
  await page.getByText('<script>alert(1)</script>').waitFor()
  await page.getByRole('button', { name: 'Copy: the command of step 2' }).waitFor()
  await expectAccessible(page, 'a runbook')
})

it('keeps tags and impact scopes', async () => {
  await page.goto(app('/settings/tags'))
  await page.getByRole('button', { name: 'Add a tag' }).click()
  await page.fill('[name=name]', 'postmortem-required')
  await expectAccessible(page, 'a tag')
  await save()
  await page.getByText('postmortem-required is saved').waitFor()
  await page.getByRole('button', { name: 'Add a tag' }).click()
  await page.fill('[name=name]', 'Postmortem-Required')
  await save()
  await page.getByText('This name is taken').waitFor()
  await dialog().getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Add an impact scope' }).click()
  await page.fill('[name=name]', 'Data Loss Risk')
  await save()
  await page.getByText('Data Loss Risk is saved').waitFor()
  await expectAccessible(page, 'tags and scopes')
})

it('fits a phone, in French and in the dark', async () => {
  const phone = await openSignedIn(browser, app('/services'), { viewport: PHONE, locale: 'fr-FR', colorScheme: 'dark' })
  const { results } = await imas<{ results: { id: string }[] }>('GET', '/runbooks/')
  const runbook = `/runbooks/${results[0]?.id}`
  for (const [path, text] of [
    ['/services', 'Niveau 1, critique'],
    ['/services/teams', 'SRE Core'],
    ['/runbooks', 'Redis Cluster Recovery'],
    [runbook, '0 sur 2 faites'],
    [`${runbook}/edit`, 'Étape 2'],
    ['/settings/tags', 'postmortem-required'],
  ] as const) {
    await phone.page.goto(app(path))
    await phone.page.getByText(text).first().waitFor()
    const [width, room] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
    expect([path, (width as number) <= (room as number)]).toEqual([path, true])
    await expectAccessible(phone.page, `${path} on a phone`)
  }
  expect([...complaints, ...phone.complaints]).toEqual([])
})
