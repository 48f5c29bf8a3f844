import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { testCertificate } from '@hyperion/testkit/tls'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openPage, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

const server = createServer()
const secure = createTlsServer(testCertificate('misnamed'))
let hub: Hub
let browser: Browser
let page: Page
let context: BrowserContext
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`
const portOf = (which: typeof server) => (which.address() as AddressInfo).port

beforeAll(async () => {
  for (const each of [server, secure]) {
    each.listen(0, '127.0.0.1')
    await once(each, 'listening')
  }
  hub = await Hub.create({ HYPERION_TIER: 'operate', HYPERION_CONTAINERS: 'off' })
  browser = await launch()
  ;({ page, context, complaints } = await openSignedIn(browser, app('/')))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  server.close()
  secure.close()
})

const sockets = (where = page) => where.locator('#sockets')
const probes = (where = page) => where.locator('#probes')

describe('the network of a host', () => {
  it('is told: interfaces with what they carry, routes, name servers, sockets with their processes', async () => {
    await page.goto(app(`/hosts/1/network?socket=${portOf(server)}`))
    await page.locator('#interfaces').getByText('127.0.0.1').waitFor()
    await page.locator('#interfaces svg path').first().waitFor({ state: 'attached' })
    await sockets()
      .getByText(`127.0.0.1:${portOf(server)}`)
      .waitFor()
    await sockets().getByText('1 socket', { exact: true }).waitFor()
    await sockets().getByRole('link').waitFor()
    await page.locator('#resolvers').getByText('Asked first').or(page.locator('#resolvers').getByText('No name server')).waitFor()
    await page.locator('#routes table').or(page.locator('#routes').getByText('no route')).waitFor()
    await expectAccessible(page, 'network')
  })

  it('shows connections on demand, kept in the address', async () => {
    const client = connect(portOf(server), '127.0.0.1')
    await once(client, 'connect')
    await sockets().getByText('Connected', { exact: true }).first().click()
    await page.waitForURL(/sockets=connected/)
    await sockets().getByText('2 sockets', { exact: true }).waitFor()
    await sockets().getByLabel('Search sockets').fill('nothing like it')
    await sockets().getByText('No socket matches “nothing like it”.').waitFor()
    client.destroy()
  })

  it('lets a ping be followed reply by reply, and stopped', async () => {
    await probes().getByLabel('Machine').fill('https://127.0.0.1/x')
    await probes().getByLabel('Machine').press('Enter')
    await probes()
      .getByText(/^5 of 5 answered/)
      .waitFor()
    await expect.poll(() => probes().locator('tbody tr').count()).toBe(5)
    await probes().getByRole('button', { name: 'Again' }).click()
    await probes().getByRole('button', { name: 'Cancel' }).click()
    await probes().getByText('Stopped').waitFor()
    await expectAccessible(page, 'a ping')
  })

  it('tells what is wrong with a form, and sends nothing', async () => {
    await probes().getByText('TCP', { exact: true }).click()
    await probes().getByLabel('Machine').fill('-c 1')
    await probes().getByRole('button', { name: 'Start' }).click()
    await probes().getByText('A name or an address, without spaces').waitFor()
    await probes().getByText('This is needed').waitFor()
  })

  it('opens the form of a link without sending anything, and shows certificates', async () => {
    await page.goto(app(`/hosts/1/network?probe=tls&target=127.0.0.1&port=${portOf(secure)}#probes`))
    await expect.poll(() => probes().getByLabel('Port').inputValue()).toBe(String(portOf(secure)))
    await expect.poll(() => probes().getByRole('status').count()).toBe(0)
    await probes().getByRole('button', { name: 'Start' }).click()
    await probes().getByText('Not trusted: it vouches for itself').waitFor()
    await probes().getByText('elsewhere.example', { exact: true }).waitFor()
    await expectAccessible(page, 'certificates')
  })

  it('fits a phone, in French too', async () => {
    const { page: phone } = await openPage(browser, { viewport: PHONE, locale: 'fr-FR', storageState: await context.storageState() })
    await phone.goto(app('/hosts/1/network?probe=traceroute&target=127.0.0.1'))
    await phone.locator('#sockets tbody tr').first().waitFor()
    await probes(phone).getByRole('button', { name: 'Lancer' }).click()
    await probes(phone).getByText('127.0.0.1 est joint, à 1 saut').waitFor()
    const width = await phone.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(PHONE.width)
    await expectAccessible(phone, 'network on a phone')
    await phone.close()
    expect(complaints).toEqual([])
  })

  it('says why a host that only lets itself be watched sends no probes', async () => {
    const timid = await Hub.create({ HYPERION_CONTAINERS: 'off' })
    try {
      const { page: other } = await openSignedIn(browser, `${timid.base}/app/hosts/1/network`)
      await other.locator('#probes').getByText('This host lets itself only be watched so far: observe').waitFor()
      await other.locator('#sockets tbody tr').first().waitFor()
      await other.close()
    } finally {
      await timid.remove()
    }
  })
})
