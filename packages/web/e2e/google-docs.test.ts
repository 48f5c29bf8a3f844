import { GoogleWorkspace } from '@hyperion/testkit/google-docs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PASSWORD, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let workspace: GoogleWorkspace
let browser: Browser
let page: Page
let complaints: string[]

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${hub.base}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

async function look(shown: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await shown.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}

beforeAll(async () => {
  workspace = await GoogleWorkspace.start(Date.now)
  hub = await Hub.create({ HYPERION_ALLOW_PRIVATE_WEBHOOKS: workspace.address })
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/settings/documents`))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await workspace?.close()
})

it('takes a key, and tries it', async () => {
  await page.getByText('Not set up').waitFor()
  await expectAccessible(page, 'Google Docs before it is set up')
  await look(page, 'empty')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Required', { exact: true }).waitFor()
  await page.getByRole('switch', { name: 'Write new documents in Google Docs' }).click()
  await page.getByLabel('Key of the service account').fill('{"type":"authorized_user"}')
  await page.getByLabel('Folder').fill('folder_stand-in')
  await page.getByRole('combobox', { name: 'Shared with' }).fill('example.org')
  await page.getByRole('combobox', { name: 'Shared with' }).press('Enter')
  await page.getByLabel('Google’s address').fill(workspace.origin)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Must be the JSON key of a service account').waitFor()
  await look(page, 'refused')
  await page.getByLabel('Key of the service account').fill(workspace.key())
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByText('hyperion@stand-in.iam.gserviceaccount.com').waitFor()
  await page.getByRole('button', { name: 'Test' }).click()
  await page.getByText('Google answers').waitFor()
  await expectAccessible(page, 'Google Docs set up')
  await look(page, 'set-up')
})

it('leads from an incident to both documents', async () => {
  const { token } = (await (await post('/api/auth/token/', { username: 'admin', password: PASSWORD })).json()) as { token: string }
  const authorization = { authorization: `Token ${token}` }
  const service = (await (await post('/api/v1/services/', { name: 'redis-prod' }, authorization)).json()) as { id: string }
  const body = { title: 'Redis Cluster Down', service: service.id, severity: 'SEV3_MEDIUM' }
  const { short_id } = (await (await post('/api/v1/incidents/', body, authorization)).json()) as { short_id: string }
  await expect.poll(() => workspace.files[0]?.permissions.length).toBe(1)
  await page.goto(`${hub.base}/app/incidents/${short_id}`)
  const link = page.getByRole('link', { name: 'Document in Hyperion' })
  await link.waitFor()
  await expect.poll(() => link.getAttribute('href')).toBe(`/app/incidents/${short_id}/document`)
  await page.locator(`a[href="https://docs.google.com/document/d/${workspace.files[0]?.id}/edit"]`).first().waitFor()
  await look(page, 'incident')
})

it('is fit for a phone, for the dark and for French, and is taken away after a question', async () => {
  const { page: other, context } = await openSignedIn(browser, `${hub.base}/app/settings/documents`, {
    viewport: PHONE,
    colorScheme: 'dark',
    locale: 'fr-FR',
  })
  await other.getByText('Clé du compte de service').waitFor()
  await other.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)
  await expectAccessible(other, 'Google Docs in French, dark, on a phone')
  await look(other, 'phone-fr-dark')
  await context.close()
  await page.goto(`${hub.base}/app/settings/documents?dialog=remove`)
  await page.getByRole('dialog').getByRole('button', { name: 'Take Google Docs away' }).click()
  await page.getByText('Not set up').waitFor()
  expect(complaints).toEqual([])
})
