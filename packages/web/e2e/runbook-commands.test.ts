import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openPage, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

const COMMAND = {
  name: 'Restart it',
  description: '',
  program: 'sh',
  arguments: ['-c', 'echo "restarted $1"; echo "slowly" >&2; exit 3', 'sh', '{{unit}}'],
  directory: '/',
  parameters: [
    {
      name: 'unit',
      label: 'Unit',
      kind: 'text',
      pattern: '[a-z]+',
      min: null,
      max: null,
      options: [],
      root: null,
      leading_dash: false,
      standard: '',
    },
  ],
  role: 'technicien',
  hosts: [],
  tags: [],
  time_limit_s: 60,
  dangerous: false,
  confirm: '',
}

describe('steps of a runbook that name saved commands', () => {
  let hub: Hub
  let browser: Browser
  let page: Page
  let context: BrowserContext
  let complaints: string[]
  let command = 0
  let room = ''

  const app = (path: string) => `${hub.base}/app${path}`
  const ask = async <T>(method: 'post' | 'delete', path: string, data?: object): Promise<T> => {
    const answer = await page.request[method](`${hub.base}${path}`, { ...(data && { data }), headers: { origin: hub.base } })
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true)
    return (answer.status() === 204 ? undefined : await answer.json()) as T
  }
  const shot = async (of: Page, name: string) => {
    if (process.env.SHOTS) await of.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
  }

  beforeAll(async () => {
    hub = await Hub.create({ HYPERION_TIER: 'full' })
    browser = await launch()
    ;({ page, context, complaints } = await openSignedIn(browser, app('/')))
    command = (await ask<{ id: number }>('post', '/api/commands', COMMAND)).id
    const service = await ask<{ id: string }>('post', '/api/v1/services/', { name: 'redis', hosts: [1] })
    const incident = { title: 'Redis is down', service: service.id, severity: 'SEV2_HIGH' }
    room = `/incidents/${(await ask<{ short_id: string }>('post', '/api/v1/incidents/', incident)).short_id}?panel=runbook`
  })
  afterAll(async () => {
    await browser.close()
    await hub.remove()
  })

  it('are written with what is filled in at first, which is checked', async () => {
    await page.goto(app('/runbooks/new'))
    await page.locator('[name=title]').fill('Recovery')
    await page.getByLabel('Service').selectOption('redis')
    await page.locator('[name="steps.0"]').fill('Restart redis')
    await page.getByLabel('Saved command').selectOption('Restart it')
    await page.getByLabel('Unit').fill('REDIS')
    await expectAccessible(page, 'editor of a runbook')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('unit: Must fit [a-z]+').waitFor()
    await page.getByLabel('Unit').fill('redis')
    await shot(page, 'editor')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Runs the saved command “Restart it”').waitFor()
    await page.goto(app('/runbooks'))
    await page.getByRole('link', { name: 'Recovery' }).first().waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'Recovery' }).count()).toBe(1)
  })

  it('run beside the runbook in the room of an incident, and are told on its timeline', async () => {
    await page.goto(app(room))
    await page.getByRole('button', { name: 'Run “Restart it”' }).click()
    const dialog = page.getByRole('dialog')
    await expect.poll(() => dialog.getByLabel('Unit').inputValue()).toBe('redis')
    await expect.poll(() => dialog.locator('[name=reason]').inputValue()).toBe('Recovery, step 1: Restart redis')
    await expectAccessible(page, 'dialog of a step')
    await shot(page, 'step-dialog')
    await dialog.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByText('Ended with code 3 after').waitFor()
    await expect.poll(() => page.locator('pre[role=log]').textContent()).toContain('restarted redis')
    const told = page.getByRole('list', { name: 'Timeline' }).getByText(/“Restart it” on .*: ended with code 3/)
    await told.waitFor()
    await expectAccessible(page, 'room with what was run')
    await shot(page, 'room')
    await page.getByRole('link', { name: 'Look at it' }).click()
    await page.waitForURL(/\/hosts\/1\/actions\?action=/)
    await page.getByText('restarted redis').waitFor()
  })

  it.each(['light', 'dark'] as const)('run from a phone, %s, in French', async (colorScheme) => {
    const options = { viewport: PHONE, colorScheme, storageState: await context.storageState(), locale: 'fr-FR', hasTouch: true }
    const phone = await openPage(browser, options)
    await phone.page.goto(app(room))
    await phone.page.getByRole('button', { name: 'Restart it' }).tap()
    await shot(phone.page, `phone-dialog-${colorScheme}`)
    await phone.page.getByRole('dialog').locator('button[type=submit]').tap()
    await phone.page.getByText('restarted redis').waitFor()
    await shot(phone.page, `phone-${colorScheme}`)
    await expect.poll(() => phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width)
    await expectAccessible(phone.page, 'a step on a phone')
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  })

  it('say so when their command was deleted', async () => {
    await ask('delete', `/api/commands/${command}`)
    await page.goto(app(room))
    await page.getByText('The saved command “Restart it” was deleted.').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Run “Restart it”' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
