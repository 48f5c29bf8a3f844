import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changePassword, expectAccessible, FIRST_PASSWORD, launch, openPage, openSignedIn, PHONE, signIn } from './browser.ts'
import { Hub } from './hub.ts'

const SECOND = 'second'

/** As the page's own user. */
async function call(page: Page, method: string, path: string, body?: object): Promise<{ readonly status: number; readonly body: never }> {
  return await page.evaluate(
    async ([verb, url, text]) => {
      const answer = await fetch(url, {
        method: verb,
        headers: { accept: 'application/json', ...(text !== '' && { 'content-type': 'application/json' }) },
        ...(text !== '' && { body: text }),
      })
      return { status: answer.status, body: (await answer.json().catch(() => null)) as never }
    },
    [method, path, body ? JSON.stringify(body) : ''] as const,
  )
}

describe('the history of what was asked of a host', () => {
  let hub: Hub
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    hub = await Hub.create({ HYPERION_TIER: 'operate' })
    browser = await launch()
    ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/`))
    const made = await call(page, 'POST', '/api/users', { username: SECOND, password: FIRST_PASSWORD, role: 'technicien' })
    expect(made.status).toBe(201)
  })
  afterAll(async () => {
    await browser.close()
    await hub.remove()
  })

  it('tells what a host lets be done, and asks for a second person where that is set', async () => {
    await page.goto(`${hub.base}/app/hosts/1/settings`)
    const settings = page.locator('#operating')
    await settings.getByText('up to the tier “operate”').waitFor()
    await settings.getByText('All', { exact: true }).click()
    await expect.poll(async () => (await call(page, 'GET', '/api/hosts/1/capabilities')).body).toMatchObject({ approval: 'all' })
    await expectAccessible(page, 'settings of a host')
  })

  it('lets an action go when somebody else approves it', async () => {
    const child = spawn('sleep', ['600'])
    const gone = once(child, 'exit')
    const command = 'sleep 600'
    const startedAt = await startOf(child.pid as number)
    const body = { signal: 'TERM', started_at: startedAt, command, reason: 'it hangs' }
    const asked = await call(page, 'POST', `/api/hosts/1/processes/${child.pid}/signal`, body)
    expect(asked).toMatchObject({ status: 202, body: { action: { state: 'awaiting_approval' } } })
    await page.goto(`${hub.base}/app/hosts/1/actions`)
    await page.getByText('Waits for approval').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Withdraw' }).waitFor()

    const other = await openPage(browser, { viewport: PHONE })
    await other.page.goto(`${hub.base}/app/`)
    await signIn(other.page, FIRST_PASSWORD, SECOND)
    await other.page.waitForURL(/password/)
    await changePassword(other.page, FIRST_PASSWORD, 'another calm lake at dusk 43')
    await other.page.waitForURL(/\/app\/$/)
    await other.page.goto(`${hub.base}/app/hosts/1/actions`)
    await other.page.getByRole('button', { name: 'Approve' }).click()
    await other.page.getByText('Done').waitFor()
    await gone
    await other.page.getByRole('button', { name: 'Details' }).click()
    await other.page.getByText(/second, /).waitFor()
    await expectAccessible(other.page, 'history of actions on a phone')
    await expect.poll(() => other.page.getByRole('link', { name: 'in the audit log' }).count()).toBe(0)
    expect(other.complaints).toEqual([])
    await other.context.close()
    expect(complaints).toEqual([])
  })

  it('leads to all that was done to the host, in the audit log', async () => {
    await page.goto(`${hub.base}/app/hosts/1/actions`)
    await page.getByRole('link', { name: 'in the audit log' }).click()
    await page.waitForURL(/settings\/audit\?host=1$/)
    const rows = page.locator('tbody tr')
    await rows.filter({ hasText: 'sleep 600' }).first().waitFor()
    await expect.poll(() => rows.filter({ hasText: 'Sign-in' }).count()).toBe(0)
    const host = page.getByLabel('Host')
    await expect.poll(() => host.inputValue()).toBe('1')
    await expectAccessible(page, 'audit log of a host')
    await host.selectOption('All hosts')
    await page.waitForURL(/settings\/audit$/)
    await rows.filter({ hasText: 'Sign-in' }).first().waitFor()
    await page.goto(`${hub.base}/app/settings/audit?host=77`)
    await page.getByText('Nothing matches the filter.').waitFor()
    await expect.poll(() => host.inputValue()).toBe('77')
    await page.setViewportSize(PHONE)
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width)
    expect(complaints).toEqual([])
  })

  /** As the list of processes tells it. */
  async function startOf(pid: number): Promise<number> {
    return await page.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws/operations/`)
          let ref = 0
          const ask = () => socket.send(JSON.stringify({ type: 'start', ref: ++ref, host: 1, operation: 'process.list', params: {} }))
          socket.onopen = ask
          socket.onmessage = ({ data }) => {
            const { type, rows = [] } = JSON.parse(data) as { type: string; rows?: { pid: number; started_at: number }[] }
            const row = rows.find((each) => each.pid === wanted)
            if (row) resolve(row.started_at)
            // A table of two seconds ago may not know it yet.
            else if (type === 'ended') ask()
          }
        }),
      pid,
    )
  }
})
