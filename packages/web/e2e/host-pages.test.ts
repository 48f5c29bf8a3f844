import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@hyperion/testkit/eventually'
import type { HostProcessesAnswer, HostsAnswer, HostUnitsAnswer } from '@hyperion/wire/web'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Agent } from './agent.ts'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

const TABS = ['', '/processes', '/units', '/disks', '/network', '/inventory', '/events', '/settings']
const HUB = 1
/** Name of the process that burns. */
const BURNER = 'hyperion-burner'
/** Where it is called so. */
const folder = mkdtempSync(join(tmpdir(), 'hyperion-burner-'))

let hub: Hub
let agent: Agent
let browser: Browser
let page: Page
let complaints: string[]
let web: number
let burner: ChildProcess | null = null

const app = (path: string) => `${hub.base}/app${path}`
const get = async <T>(path: string): Promise<T> => (await page.request.get(hub.base + path)).json()
/** Charts further down are not drawn before they are scrolled to. */
const skeletonsInSight = () =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('.mantine-Skeleton-root')].filter((each) => each.getBoundingClientRect().top < window.innerHeight)
        .length,
  )
const parts = () => page.getByRole('navigation', { name: 'Parts of this host' })
const heading = (name: string) => page.getByRole('heading', { level: 1, name })

beforeAll(async () => {
  hub = await Hub.create()
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/')))
  await page.getByTestId('cpu-figure').filter({ hasText: /\d/ }).waitFor()
  // Near a threshold snapshots come every few seconds instead of every minute.
  await page.request.put(`${hub.base}/api/thresholds`, { data: { cpu: { warning: 1, critical: 99 } } })
  const { token } = await (await page.request.post(`${hub.base}/api/enrolment-tokens`, { data: { label: 'web' } })).json()
  agent = new Agent(hub.base, token)
  agent.start()
  const enrolled = async () => (await get<HostsAnswer>('/api/hosts')).hosts.find(({ kind, online }) => kind === 'agent' && online)?.id ?? 0
  await eventually(async () => expect(await enrolled()).toBeGreaterThan(HUB))
  web = await enrolled()
})

afterAll(async () => {
  burner?.kill('SIGKILL')
  await browser?.close()
  await agent?.remove()
  await hub?.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe('the parts of a host', () => {
  it.each(TABS)('%s are there for the hub’s own machine and for an agent’s', async (tab) => {
    await expect.poll(async () => (await get<HostUnitsAnswer>(`/api/hosts/${web}/units`)).at).not.toBeNull()
    for (const host of [HUB, web]) {
      await page.goto(app(`/hosts/${host}${tab}`))
      await parts().locator('[aria-current=page]').waitFor()
      await page.locator('h2').first().waitFor()
      await expect.poll(skeletonsInSight).toBe(0)
      await expect.poll(() => page.getByText('This could not be loaded.').count()).toBe(0)
    }
    await expectAccessible(page, `host ${web}${tab}`)
    expect(complaints).toEqual([])
  })

  it('are reached from each other with the time that is shown', async () => {
    await page.goto(app(`/hosts/${web}?range=6h`))
    await parts().getByRole('link', { name: 'Disks' }).click()
    await page.waitForURL(/\/disks\?range=6h$/)
    await page.getByRole('heading', { name: 'File systems' }).waitFor()
    await parts().getByRole('link', { name: 'Inventory' }).click()
    await page.getByRole('heading', { name: 'Agent' }).waitFor()
    await page.goto(app(`/hosts/${web}/nothing`))
    await page.getByText('Nothing here').waitFor()
  })

  it('fit on a phone', async () => {
    await page.setViewportSize(PHONE)
    for (const tab of TABS) {
      await page.goto(app(`/hosts/${web}${tab}`))
      await page.locator('h2').first().waitFor()
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })
})

describe('processes at a moment', () => {
  const burning = async (at?: number) => {
    const answer = await get<HostProcessesAnswer>(`/api/hosts/${web}/processes?limit=200${at === undefined ? '' : `&at=${at}`}`)
    return { answer, found: answer.processes.find(({ name, ended }) => name === BURNER && !ended) }
  }

  it('tell of a process that has ended since', async () => {
    const started = Date.now()
    symlinkSync(process.execPath, join(folder, BURNER))
    burner = spawn(join(folder, BURNER), ['-e', 'for (;;);'], { stdio: 'ignore' })
    await expect.poll(async () => (await burning()).found?.cpu_percent ?? 0).toBeGreaterThan(10)
    const { at } = (await burning()).answer
    burner.kill('SIGKILL')
    await once(burner, 'exit')
    burner = null
    await expect.poll(async () => ((await burning()).found ? 'there' : 'gone')).toBe('gone')
    await page.goto(app(`/hosts/${web}/processes`))
    await page.locator('#processes-live [role=row]').nth(3).waitFor()
    await page.goto(app(`/hosts/${web}/processes?at=${at}&process=${BURNER}`))
    await page.locator('#processes-at td').getByText(BURNER, { exact: true }).first().waitFor()
    await page
      .getByTestId('snapshot-note')
      .getByText(/processor time over/)
      .waitFor()
    await page.locator('#busiest td').getByText(BURNER, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Back to now' }).click()
    await page.waitForURL(/\/processes\?process=/)
    await page.goto(app(`/hosts/${web}/processes?at=${started - 86_400_000}`))
    await page.getByText('Nothing is kept from so early').waitFor()
    await page.getByRole('button', { name: 'Show it' }).click()
    await page.locator('#processes-at table').waitFor()
    await page.getByRole('button', { name: 'The snapshot after' }).click()
    await page.locator('#processes-at table').waitFor()
  })

  it('are offered by a click in a chart, and by Enter', async () => {
    await page.goto(app(`/hosts/${HUB}`))
    const over = page.locator('#cpu .u-over')
    await over.waitFor()
    const link = page.getByRole('link', { name: 'Processes at this moment' })
    await eventually(async () => {
      // A press that a busy machine makes a long one chooses nothing.
      await over.click()
      await link.waitFor({ timeout: 2000 })
    })
    await link.click()
    await page.waitForURL(/\/hosts\/1\/processes\?at=\d+&from=\d+&to=\d+/)
    await eventually(async () => {
      // A chart that is drawn anew meanwhile has no moment chosen.
      await page.locator('#cpu [role=group]').focus()
      await page.keyboard.press('End')
      await page.keyboard.press('Enter')
      await link.waitFor({ timeout: 2000 })
    })
    await expectAccessible(page, 'the menu of a moment')
    await page.keyboard.press('Escape')
    await link.waitFor({ state: 'detached' })
  })
})

describe('the settings of a host', () => {
  it('rename it, give it tags and an interval of its own', async () => {
    await page.goto(app(`/hosts/${web}/settings`))
    const save = page.locator('#settings').getByRole('button', { name: 'Save', exact: true })
    await page.fill('[name=name]', ' ')
    await save.click()
    await page.getByText('A host needs a name.').waitFor()
    await page.fill('[name=name]', 'shop')
    await page.fill('[name=interval_seconds]', '2')
    await page.getByRole('combobox', { name: 'Tags' }).fill('production')
    await page.keyboard.press('Enter')
    await save.click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await heading('shop').waitFor()
    const { hosts } = await get<HostsAnswer>('/api/hosts')
    expect(hosts.find(({ id }) => id === web)).toMatchObject({ name: 'shop', interval_seconds: 2, tags: ['production'] })
  })

  it('delete it once its name was typed', async () => {
    await page.goto(app(`/hosts/${web}/settings`))
    await page.getByRole('button', { name: /^Delete shop/ }).click()
    await page.fill('[name=confirm]', 'shopp')
    await page.getByRole('button', { name: 'Delete the host' }).click()
    await page.getByText('This is not the name of the host.').waitFor()
    await expectAccessible(page, 'deleting a host')
    await page.fill('[name=confirm]', 'shop')
    await page.getByRole('button', { name: 'Delete the host' }).click()
    await page.waitForURL(/\/app\/$/)
    expect((await page.request.get(`${hub.base}/api/hosts/${web}`)).status()).toBe(404)
    await page.goto(app(`/hosts/${web}/processes`))
    await page.getByText('Nothing here').waitFor()
    expect(complaints).toEqual([])
  })
})
