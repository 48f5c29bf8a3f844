import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PASSWORD, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`

async function api(path: string, headers: Record<string, string>, body?: object): Promise<Response> {
  return await fetch(`${hub.base}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
}

beforeAll(async () => {
  hub = await Hub.create()
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/settings/api-keys')))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

describe('API keys', () => {
  let key: string

  it('are explained where there is none', async () => {
    await page.getByText('There is no key yet').waitFor()
    await expectAccessible(page, 'no API keys')
  })

  it('are made with a name, a role and an end, and shown once', async () => {
    await page.getByRole('button', { name: 'Add API key' }).click()
    await page.getByRole('button', { name: 'Make key' }).click()
    await page.getByText('Required').waitFor()
    await page.fill('[name=name]', 'Backup')
    await page.selectOption('[name=expires_at]', '30')
    await expectAccessible(page, 'the form of a key')
    await page.getByRole('button', { name: 'Make key' }).click()
    key = await page.getByTestId('one-time-secret').inputValue()
    expect(key).toMatch(/^hyp_[\w-]{43}$/)
    await expectAccessible(page, 'a key shown once')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.locator('tr[data-key=Backup]').getByText('hyp_').waitFor()
    expect(await page.content()).not.toContain(key)
    await expectAccessible(page, 'the list of keys')
  })

  it('open what their role may, until they are removed', async () => {
    const headers = { authorization: `Bearer ${key}` }
    expect((await api('/os', headers)).status).toBe(200)
    expect((await api('/users', headers)).status).toBe(403)
    await page.getByRole('button', { name: 'Remove the key Backup' }).click()
    await page.waitForURL(/dialog=remove&key=/)
    await page.getByRole('button', { name: 'Remove key' }).click()
    await page.getByText('The key “Backup” was removed.').waitFor()
    expect((await api('/os', headers)).status).toBe(401)
  })
})

describe('sign-ins', () => {
  it('are listed and ended one by one', async () => {
    const { token } = (await (await api('/api/auth/token/', {}, { username: 'admin', password: PASSWORD })).json()) as { token: string }
    const headers = { authorization: `Token ${token}` }
    await page.goto(app('/settings/security'))
    await page.locator('[data-kind=cookie]').getByText('this one').waitFor()
    await expectAccessible(page, 'security')
    await page.locator('[data-kind=permanent]').getByRole('button').click()
    await page.getByText('The sign-in was ended.').waitFor()
    await expect.poll(() => page.locator('[data-kind=permanent]').count()).toBe(0)
    expect(await (await api('/api/auth/token/verify/', headers)).json()).toEqual({ error: 'Token expired', details: {} })
  })

  it('end everywhere else, on a phone too', async () => {
    const other = await openSignedIn(browser, app('/settings/security'), { viewport: PHONE })
    await other.page.getByText('Where you are signed in').waitFor()
    await expectAccessible(other.page, 'security on a phone')
    await other.page.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await other.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere else' }).click()
    await other.page.getByText('You are signed in here alone.').waitFor()
    await page.reload()
    await page.waitForURL(/\/sign-in/)
    expect([...complaints, ...other.complaints]).toEqual([])
    await other.context.close()
  })
})
