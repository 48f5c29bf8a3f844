import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, FIRST_PASSWORD, launch, openPage, openSignedIn, PASSWORD, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

describe('commands and the terminal', () => {
  let hub: Hub
  let browser: Browser
  let page: Page
  let complaints: string[]
  let cookies: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>

  beforeAll(async () => {
    hub = await Hub.create({ HYPERION_TIER: 'full' })
    browser = await launch()
    ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/`))
    cookies = await page.context().storageState()
  })
  afterAll(async () => {
    await browser.close()
    await hub.remove()
  })

  it('saves a command, says what is wrong with it, and runs it with a value that is checked', async () => {
    await page.goto(`${hub.base}/app/settings/commands`)
    await page.getByRole('link', { name: 'New command' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Greet')
    await page.locator('[name=program]').fill('sh')
    await page.locator('[name=arguments]').fill('-c\nfor i in 1 2 3; do echo "hello $1 $i"; sleep 1; done\nsh\n{{whom}}')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('There is no parameter whom').waitFor()
    await page.getByRole('button', { name: 'Add a parameter' }).click()
    await page.getByLabel('Name in the arguments').fill('whom')
    await page.getByLabel('Pattern').fill('[a-z]+')
    await expectAccessible(page, 'form of a command')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(/settings\/commands$/)
    await page.getByRole('link', { name: 'Greet' }).waitFor()

    await page.goto(`${hub.base}/app/hosts/1/commands`)
    await page.getByRole('button', { name: 'Run “Greet”' }).click()
    await page.locator('[name=whom]').fill('-rf')
    await page.locator('[name=reason]').fill('a test')
    await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click()
    await page.getByText('Must not begin with -').waitFor()
    await expectAccessible(page, 'dialog of a command')
    await page.locator('[name=whom]').fill('ada')
    await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click()
    await page.getByText('hello ada 1').waitFor()
    await page.getByText('Ended with code 0').waitFor()
    await expect.poll(() => page.locator('pre[role=log]').textContent()).toContain('hello ada 3')
    await expectAccessible(page, 'output of a command')
  })

  it('stops a program that an administrator runs', async () => {
    await page.goto(`${hub.base}/app/hosts/1/commands`)
    await page.getByRole('button', { name: 'Run any program' }).click()
    await page.locator('[name=program]').fill('sh')
    await page.locator('[name=arguments]').fill('-c\necho begun; sleep 0.2; echo no >&2; sleep 600')
    await page.locator('[name=reason]').fill('a test')
    await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click()
    await page.getByRole('log').getByText('begun').waitFor()
    const errors = page.getByRole('log').getByRole('group', { name: 'Printed as an error' })
    await expect.poll(() => errors.textContent()).toBe('no\n')
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/stderr.png` })
    await expectAccessible(page, 'output with errors')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped', { exact: true }).waitFor()
  })

  it('opens a terminal that is recorded, and replays it', async () => {
    await page.goto(`${hub.base}/app/hosts/1/terminal`)
    await page.locator('[name=reason]').fill('a test')
    await page.getByRole('button', { name: 'Open the terminal' }).click()
    await page.getByText('Recorded').waitFor()
    const screen = page.locator('[data-testid=terminal] .xterm-rows')
    await screen.getByText(/[#$]/).first().waitFor()
    await page.keyboard.type('PS1="> "; echo sum $((40+2)); ls --color=always /\n')
    await screen.getByText('sum 42').waitFor()
    await expectAccessible(page, 'terminal')
    await page.keyboard.type('exit\n')
    await page.getByText('Closed').waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('link', { name: 'Replay' }).click()
    await page.waitForURL(/\/recordings\//)
    await page.getByText('sum 42').waitFor()
    await expectAccessible(page, 'replay')
    rmSync(join(hub.dataDir, 'recordings'), { recursive: true })
    await page.goto(`${hub.base}/app/hosts/1/terminal`)
    await page.locator('#recordings').getByText('no longer kept').waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'Replay' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('waits before it opens a terminal until a second person lets it go, and says when that is refused', async () => {
    const headers = { origin: hub.base }
    const put = await page.request.put(`${hub.base}/api/hosts/1/approval`, { data: { approval: 'dangerous' }, headers })
    expect(put.status()).toBe(200)
    const made = await page.request.post(`${hub.base}/api/users`, {
      data: { username: 'second', password: FIRST_PASSWORD, role: 'admin' },
      headers,
    })
    expect(made.ok(), await made.text()).toBe(true)
    const signedIn = await fetch(`${hub.base}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'second', password: FIRST_PASSWORD }),
    })
    const { token } = (await signedIn.json()) as { token: string }
    const as = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const passwords = { current_password: FIRST_PASSWORD, new_password: PASSWORD, confirm_password: PASSWORD }
    expect((await fetch(`${hub.base}/change-password`, { method: 'POST', headers: as, body: JSON.stringify(passwords) })).ok).toBe(true)
    const decide = async (verb: 'approve' | 'refuse') => {
      const waiting = await fetch(`${hub.base}/api/actions?state=awaiting_approval`, { headers: as })
      const [action] = ((await waiting.json()) as { actions: { id: string }[] }).actions
      const answer = await fetch(`${hub.base}/api/actions/${action?.id}/${verb}`, {
        method: 'POST',
        headers: { authorization: as.authorization },
      })
      expect(answer.status).toBe(200)
    }
    await page.goto(`${hub.base}/app/hosts/1/terminal`)
    await page.locator('[name=reason]').fill('a test')
    await page.getByRole('button', { name: 'Open the terminal' }).click()
    await page.getByText('A second person has to approve this.').waitFor()
    await expectAccessible(page, 'terminal that waits')
    await decide('refuse')
    await page.getByText('A second person refused it.').waitFor()
    await page.locator('#terminal').getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('button', { name: 'Open the terminal' }).click()
    await page.getByText('A second person has to approve this.').waitFor()
    await decide('approve')
    const screen = page.locator('[data-testid=terminal] .xterm-rows')
    await screen.getByText(/[#$]/).first().waitFor()
    await page.keyboard.type('exit\n')
    await page.getByText('Closed').waitFor()
    await page.locator('#terminal').getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('button', { name: 'Open the terminal' }).click()
    await page.getByText('A second person has to approve this.').waitFor()
    await page.locator('#terminal').getByRole('button', { name: 'Close', exact: true }).click()
    const left = async () => {
      const answer = await page.request.get(`${hub.base}/api/actions?state=awaiting_approval`)
      return ((await answer.json()) as { count: number }).count
    }
    await expect.poll(left).toBe(0)
    await page.request.put(`${hub.base}/api/hosts/1/approval`, { data: { approval: 'none' }, headers })
  })

  it.each([
    ['timeout', 'Ended: nobody typed for 30 minutes.'],
    ['too_large', 'Ended: its recording is full.'],
  ] as const)('says why a terminal ended (%s), and offers to open it again', async (failure, words) => {
    const idle = await openPage(browser, { storageState: cookies })
    let over = false
    await idle.page.routeWebSocket(/\/ws\/operations\//, (socket) => {
      const server = socket.connectToServer()
      server.onMessage((message) => {
        const told = JSON.parse(String(message)) as { type: string; ref: number }
        socket.send(message)
        if (told.type !== 'bytes' || over) return
        // The host says so after half an hour; nobody waits that long here.
        over = true
        const error = { failure, message: 'as the host says it' }
        socket.send(JSON.stringify({ type: 'ended', ref: told.ref, state: 'failed', result: null, error }))
      })
    })
    await idle.page.goto(`${hub.base}/app/hosts/1/terminal`)
    await idle.page.locator('[name=reason]').fill('a test')
    await idle.page.getByRole('button', { name: 'Open the terminal' }).click()
    await idle.page.getByText(words).waitFor()
    await expectAccessible(idle.page, 'terminal that ended')
    await idle.page.getByRole('button', { name: 'Open anew' }).click()
    await idle.page.getByText('Open', { exact: true }).waitFor()
    await idle.context.close()
  })

  it.each(['light', 'dark'] as const)('fits a phone, %s, with the keys that it lacks', async (colorScheme) => {
    const phone = await openPage(browser, { viewport: PHONE, colorScheme, storageState: cookies, locale: 'fr-FR', hasTouch: true })
    await phone.page.goto(`${hub.base}/app/hosts/1/terminal`)
    await phone.page.locator('[name=reason]').fill('un essai')
    await phone.page.locator('form button[type=submit]').click()
    const screen = phone.page.locator('[data-testid=terminal] .xterm-rows')
    await screen.getByText(/[#$]/).first().waitFor()
    await phone.page.keyboard.type('cat')
    await phone.page.keyboard.press('Enter')
    await phone.page.getByRole('button', { name: 'Ctrl' }).click()
    await phone.page.keyboard.type('c')
    await screen.getByText('^C').waitFor()
    await expectAccessible(phone.page, 'terminal on a phone')
    await expect.poll(() => phone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  })
})
