import { eventually } from '@hyperion/testkit/eventually'
import { RealSystemd } from '@hyperion/testkit/systemd'
import type { AlertsAnswer, HostsAnswer } from '@hyperion/wire/web'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Agent } from './agent.ts'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

const UNITS = {
  'web.service': `[Unit]
Description=Answers people
[Service]
ExecStart=/bin/sh -c 'echo web is up; exec sleep infinity'
[Install]
WantedBy=multi-user.target
`,
  'sweep.service': '[Service]\nType=oneshot\nExecStart=/bin/true\n',
  'sweep.timer': '[Timer]\nOnCalendar=daily\nPersistent=true\n[Install]\nWantedBy=timers.target\n',
  'broken.service': "[Service]\nExecStart=/bin/sh -c 'echo no configuration; exit 3'\n",
}

describe('units of a host with systemd', () => {
  let systemd: RealSystemd
  let hub: Hub
  let agent: Agent
  let browser: Browser
  let page: Page
  let complaints: string[]
  let host: number

  beforeAll(async () => {
    systemd = await RealSystemd.start(UNITS)
    hub = await Hub.create()
    browser = await launch()
    ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/`))
    const { token } = await (await page.request.post(`${hub.base}/api/enrolment-tokens`, { data: { label: 'units' } })).json()
    agent = new Agent(hub.base, token, '--root', systemd.root, '--tier', 'operate')
    agent.start()
    const enrolled = async () =>
      (await get<HostsAnswer>('/api/hosts')).hosts.find(({ kind, online }) => kind === 'agent' && online)?.id ?? 0
    await eventually(async () => expect(await enrolled()).toBeGreaterThan(0))
    host = await enrolled()
  })
  afterAll(async () => {
    await browser?.close()
    await agent?.remove()
    await hub?.remove()
    await systemd?.stop()
  })

  const get = async <T>(path: string): Promise<T> => (await page.request.get(hub.base + path)).json()
  const units = (query = '') => page.goto(`${hub.base}/app/hosts/${host}/units${query}`)
  const shot = async (of: Page, name: string) => {
    const folder = process.env.SCREENSHOTS
    if (folder) await of.screenshot({ path: `${folder}/units-${name}.png`, fullPage: true })
  }

  it('lists them by kind and state, and finds one', async () => {
    await units()
    const list = page.locator('#units')
    await list.getByRole('button', { name: 'dbus.service' }).waitFor()
    await list.getByRole('button', { name: /^Targets/ }).click()
    await list.getByRole('button', { name: 'multi-user.target' }).waitFor()
    await expect.poll(() => new URL(page.url()).searchParams.get('kind')).toBe('target')
    await list.getByRole('button', { name: /^All/ }).click()
    await list.getByRole('textbox', { name: 'Search units' }).fill('answers peo')
    await expectAccessible(page, 'units')
    await units('?kind=service')
    await list.getByRole('button', { name: 'dbus.service' }).waitFor()
    await shot(page, 'list')
  })

  it('says when timers go off, and what they start', async () => {
    await systemd.systemctl('start', 'sweep.timer')
    await units('?kind=timer')
    const row = page.locator('#units tr', { hasText: 'sweep.timer' })
    await row.getByText(/^in /).waitFor()
    await row.getByRole('button', { name: 'sweep.service' }).click()
    await page.waitForURL(/about=sweep\.service/)
  })

  it('starts one, says why, and shows at once what it writes', async () => {
    await units('?about=web.service')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Start web.service?' })
    await dialog.getByLabel('Why').fill('people wait')
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.locator('#unit').getByText('Running', { exact: true }).waitFor()
    await page.locator('#journal').getByText('web is up').waitFor()
    await page.getByRole('textbox', { name: 'Search the journal' }).fill('WEB IS')
    await page.locator('#journal').getByText('web is up').waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.locator('#journal').getByText('paused').waitFor()
    await page.locator('#unit-files').getByText('ExecStart').waitFor()
    await expectAccessible(page, 'a unit')
    await shot(page, 'detail')
    expect(await systemd.systemctl('is-active', 'web')).toBe('active')
  })

  it('warns within seconds of one that fails', async () => {
    const rule = { name: 'Failed units', kind: 'unit_failed', warning: 0, critical: null, instances: 'broken' }
    const made = await page.request.post(`${hub.base}/api/rules`, { data: rule })
    expect([made.status(), await made.text()]).toEqual([201, expect.anything()])
    await systemd.systemctl('start', 'broken')
    const began = performance.now()
    const firing = async () => (await get<AlertsAnswer>('/api/alerts')).current.some(({ instance }) => instance === 'broken')
    await expect.poll(firing).toBe(true)
    expect(performance.now() - began).toBeLessThan(15_000)
    await units('?kind=failed')
    await page.locator('#units').getByRole('button', { name: 'broken.service' }).waitFor()
  })

  it('is at home on a phone, in the dark and in French', async () => {
    const phone = await openSignedIn(browser, `${hub.base}/app/`, { viewport: PHONE, colorScheme: 'dark', locale: 'fr-FR' })
    await phone.page.waitForURL(/\/app\/$/)
    await phone.page.goto(`${hub.base}/app/hosts/${host}/units`)
    await phone.page.locator('#units').getByRole('button', { name: 'broken.service' }).click()
    await phone.page.locator('#journal').getByText('no configuration').waitFor()
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(wide).toBe(false)
    await expectAccessible(phone.page, 'a unit on a phone')
    await shot(phone.page, 'phone-detail')
    await phone.page.goBack()
    await phone.page.locator('#units').getByRole('button', { name: 'broken.service' }).waitFor()
    await expectAccessible(phone.page, 'units on a phone')
    await shot(phone.page, 'phone-list')
    expect(phone.complaints).toEqual([])
    await phone.context.close()
    expect(complaints).toEqual([])
  })
})
