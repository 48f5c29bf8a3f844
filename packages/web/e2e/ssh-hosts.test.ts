import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { keyPair, SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let sshd: Sshd
let browser: Browser
let page: Page
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`

beforeAll(async () => {
  sshd = await Sshd.start()
  hub = await Hub.create()
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/hosts/add?kind=ssh')))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await sshd?.stop()
})

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'))

it('asks for the machine, and says at the field why it is not reached', async () => {
  await page.getByRole('button', { name: 'Ask for its key' }).click()
  await page.getByText('Required').waitFor()
  expect(await focused()).toBe('address')
  await page.fill('[name=address]', '127.0.0.1')
  await page.fill('[name=port]', '70000')
  await page.getByRole('button', { name: 'Ask for its key' }).click()
  await page.getByText('From 1 to 65535').waitFor()
  await page.fill('[name=port]', '1')
  await page.getByRole('button', { name: 'Ask for its key' }).click()
  await page.getByText('Nothing listens on this port').waitFor()
  expect(await focused()).toBe('address')
  await expectAccessible(page, 'address of a machine')
})

it('shows the key to be confirmed before it asks for anything secret', async () => {
  await page.fill('[name=port]', String(sshd.port))
  await page.keyboard.press('Enter')
  await page.getByText(/^SHA256:/).waitFor()
  await page.getByText('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub').waitFor()
  await expectAccessible(page, 'key of a machine')
  await page.getByRole('button', { name: 'Back' }).click()
  expect(await page.inputValue('[name=address]')).toBe('127.0.0.1')
  await page.getByRole('button', { name: 'Ask for its key' }).click()
  await page.getByRole('button', { name: 'It is this key' }).click()
  await page.getByRole('button', { name: 'Add host' }).click()
  await page.getByText('Required').waitFor()
  expect(await focused()).toBe('private_key')
})

it('signs in, shows the first sample and what is not seen, and leads to the host', async () => {
  await page.getByText('Password', { exact: true }).click()
  await page.fill('[name=password]', 'wrong')
  await page.getByRole('button', { name: 'Add host' }).click()
  await page.getByText('The machine does not let this user in with this secret').first().waitFor()
  expect(await focused()).toBe('username')
  await page.getByText('Make an account that can do nothing else').click()
  await page.getByText('restrict,command="/usr/local/bin/hyperion-watch"').waitFor()
  await expectAccessible(page, 'account on a machine')
  await page.fill('[name=password]', SSH_PASSWORD)
  await page.fill('[name=name]', 'web-01')
  await page.getByRole('button', { name: 'Add host' }).click()
  await page.getByText('web-01 is being watched').waitFor()
  await page.getByText('Not recorded without an agent: units, processes, containers').waitFor()
  await expectAccessible(page, 'first sample of a host')
  await page.getByRole('button', { name: 'Open the host' }).click()
  await page.waitForURL(/hosts\/\d+$/)
  await page.getByText('Not recorded without an agent: units, processes, containers').waitFor()
  await page.getByText(/^Updated /).waitFor()
})

it('shows its network when it is looked at, and all about a process when it is asked for', async () => {
  await page.goto(app(`/hosts/2/network?socket=${sshd.port}`))
  await page.locator('#sockets').getByText(`127.0.0.1:${sshd.port}`).first().waitFor()
  await page.locator('#resolvers').getByText('Asked first').or(page.locator('#resolvers').getByText('No name server')).waitFor()
  // Nothing may be sent from there yet.
  await page.locator('#probes').getByRole('note').waitFor()
  await expectAccessible(page, 'network of a host without an agent')
  const first = await page.request.get(`${hub.base}/api/hosts/2/processes/1`)
  expect((await first.json()).process).toMatchObject({ pid: 1, protected: true })
})

it('leads through the home folder of its account', async () => {
  const home = sshd.path('home')
  mkdirSync(`${home}/logs/old`, { recursive: true })
  writeFileSync(`${home}/logs/old/app.log`, 'started\n')
  symlinkSync('/etc', `${home}/logs/out`)
  await page.request.put(`${hub.base}/api/ssh-hosts/2/tier`, { headers: { origin: hub.base }, data: { tier: 'full' } })
  await page.goto(app('/hosts/2/files'))
  const files = page.locator('#files')
  const name = (text: string) => files.getByRole('button', { name: text, exact: true })
  await name(home).click()
  await name('logs').click()
  await name('old').click()
  await name('app.log').waitFor()
  await expectAccessible(page, 'files of a host over SSH')
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/ssh-files.png` })
  // The way back goes folder by folder, up to the one that is open.
  await files.getByRole('navigation').getByRole('button', { name: 'logs' }).click()
  await name('out').waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('path')).toBe(`${home}/logs`)
  await expect.poll(() => files.getByRole('navigation').getByRole('button').count()).toBe(3)
  await page.goto(app(`/hosts/2/files?file=${encodeURIComponent(`${home}/logs/old/app.log`)}`))
  await page.getByText('started').waitFor()
  await page.goto(app(`/hosts/2/files?path=${encodeURIComponent('/etc')}`))
  await page.getByText('It is outside of the folders that this host opens.').waitFor()
})

it('changes how the hub gets in, once that was tried', async () => {
  await page.goto(app('/hosts/2/settings'))
  const access = page.locator('#access')
  await access.getByText(`127.0.0.1:${sshd.port}`).waitFor()
  await expectAccessible(page, 'way into a host')
  if (process.env.SHOTS) await access.screenshot({ path: `${process.env.SHOTS}/ssh-access.png` })
  await access.getByRole('button', { name: 'Change how the hub gets in' }).click()
  await access.getByRole('button', { name: 'Back' }).click()
  await access.getByRole('button', { name: 'Change how the hub gets in' }).click()
  await expect.poll(() => access.locator('[name=port]').inputValue()).toBe(String(sshd.port))
  await access.getByRole('button', { name: 'Ask for its key' }).click()
  await access.getByRole('button', { name: 'It is this key' }).click()
  await expect.poll(() => access.locator('[name=username]').inputValue()).toBe(SSH_USER)
  await access.locator('[name=password]').fill('wrong')
  await access.getByRole('button', { name: 'Try and save' }).click()
  await access.getByText('The machine does not let this user in with this secret').first().waitFor()
  await expectAccessible(page, 'change of the way into a host')
  if (process.env.SHOTS) await access.screenshot({ path: `${process.env.SHOTS}/ssh-access-change.png` })
  await access.locator('[name=password]').fill('')
  await access.getByRole('button', { name: 'Try and save' }).click()
  await access.getByText('The hub got in').waitFor()
  const pair = keyPair({})
  sshd.authorize(pair.publicKey)
  await access.getByRole('button', { name: 'Change how the hub gets in' }).click()
  await access.getByRole('button', { name: 'Ask for its key' }).click()
  await access.getByRole('button', { name: 'It is this key' }).click()
  await access.getByText('Private key', { exact: true }).click()
  await access.getByRole('button', { name: 'Try and save' }).click()
  await access.getByText('Required').waitFor()
  await access.locator('[name=private_key]').fill(pair.privateKey)
  await access.getByRole('button', { name: 'Try and save' }).click()
  await access.getByText('The hub got in').waitFor()
  await access.getByText('Private key').waitFor()
})

it('takes a key with a passphrase, on a phone and in French', async () => {
  const pair = keyPair({ passphrase: 'sésame' })
  sshd.authorize(pair.publicKey)
  await page.request.delete(`${hub.base}/api/hosts/2?confirm=web-01`, { headers: { origin: hub.base } })
  const phone = await openSignedIn(browser, app('/hosts/add?kind=ssh'), { viewport: PHONE, locale: 'fr-FR', colorScheme: 'dark' })
  await phone.page.fill('[name=address]', '127.0.0.1')
  await phone.page.fill('[name=port]', String(sshd.port))
  await phone.page.getByRole('button', { name: 'Demander sa clé' }).click()
  await phone.page.getByRole('button', { name: 'C’est bien cette clé' }).click()
  await phone.page.fill('[name=private_key]', pair.privateKey)
  await phone.page.getByRole('button', { name: 'Ajouter l’hôte' }).click()
  await phone.page.getByText("La clé est chiffrée et cette phrase secrète ne l'ouvre pas").waitFor()
  await expectAccessible(phone.page, 'account on a machine, on a phone')
  await expect.poll(() => phone.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  await phone.page.fill('[name=passphrase]', 'sésame')
  await phone.page.getByRole('button', { name: 'Ajouter l’hôte' }).click()
  await phone.page.getByText('est sous surveillance').waitFor()
  expect([...complaints, ...phone.complaints]).toEqual([])
})
