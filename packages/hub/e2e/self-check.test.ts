import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { goodProxy, Nginx } from '@hyperion/testkit/nginx'
import { type TestCertificate, testCertificate } from '@hyperion/testkit/tls'
import type { SelfCheckAnswer } from '@hyperion/wire/web'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AgentProcess } from './agent-process.ts'
import { freePort, HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'

const CLI = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
const run = promisify(execFile)
const certificate = testCertificate('hub')

let hub: HubProcess | null = null
let nginx: Nginx | null = null
afterEach(async () => {
  await nginx?.stop()
  await hub?.stop()
  nginx = hub = null
})
afterAll(removeTemporaryFolders)

/** A hub behind a proxy at this port. */
async function behind(port: number, settings: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
  const authority = join(temporaryFolder(), 'ca.pem')
  writeFileSync(authority, certificate.cert)
  const proxied = {
    HYPERION_PUBLIC_URL: `https://localhost:${port}`,
    HYPERION_TRUSTED_PROXIES: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: authority,
  }
  return HubProcess.start({ environment: { ...proxied, ...settings } })
}

interface Way {
  /** What nginx does; as it should unless told. */
  readonly server?: (hub: string) => string
  readonly certificate?: TestCertificate
}

/** What a hub finds when it comes to itself through nginx, and of that everything that is not well. */
async function selfCheck(checked: HubProcess, port: number, way: Way = {}): Promise<SelfCheckAnswer & { told: string[] }> {
  const { server = goodProxy, certificate: shown = certificate } = way
  nginx = await Nginx.start({ port, server: server(checked.base), certificate: shown })
  const answer = await checked.json<SelfCheckAnswer>('/api/self-check', await checked.token())
  return { ...answer, told: answer.findings.filter(({ state }) => state !== 'ok').map(({ code }) => code) }
}

/** `goodProxy` without some of its lines. */
const without = (lines: RegExp) => (base: string) =>
  goodProxy(base)
    .split('\n')
    .filter((line) => !lines.test(line))
    .join('\n')

describe('the hub’s check of itself through nginx', () => {
  let port: number
  let checked: HubProcess
  beforeAll(async () => {
    port = await freePort()
    checked = await behind(port)
  })
  afterAll(() => checked.stop())

  it('finds all well where all is', async () => {
    const { ok, told, findings } = await selfCheck(checked, port)
    expect(told).toEqual([])
    expect(ok).toBe(true)
    expect(findings.map(({ code }) => code)).toEqual([
      'resolved',
      'connected',
      'tls_verified',
      'hub',
      'clock_right',
      'upgraded',
      'proxy_trusted',
      'host_kept',
    ])
  })

  it.each<[string, Way, string, RegExp, boolean]>([
    ['takes the upgrade away', { server: without(/Upgrade|Connection/) }, 'upgrade_stripped', /pass WebSockets on/, true],
    ['does not keep the name', { server: without(/Host/) }, 'host_lost', /keep the Host header/, true],
    ['does not say who asks', { server: without(/X-Forwarded/) }, 'forwarded_missing', /send X-Forwarded-For/, true],
    ['does not say that clients use https', { server: without(/Proto/) }, 'proto_missing', /send X-Forwarded-Proto/, true],
    ['shows a certificate of nobody', { certificate: testCertificate('other') }, 'tls_self_signed', /--pin sha256:[0-9a-f]{64}/, false],
    ['leads elsewhere', { server: () => 'return 302 https://id.example/login;' }, 'http_redirect', /exempt/, false],
    ['asks to sign in', { server: () => 'return 401;' }, 'http_login', /Exempt/, false],
    [
      'does not find the hub',
      { server: () => 'location / { proxy_pass http://127.0.0.1:9; }' },
      'http_bad_gateway',
      /let the proxy pass/,
      true,
    ],
    ['serves a site of its own', { server: () => "return 200 'hello';" }, 'http_not_hub', /Correct the address/, false],
    [
      'asks to sign in before WebSockets alone',
      { server: (base) => `${goodProxy(base)} location /ws/ { return 403; }` },
      'upgrade_denied',
      /Exempt \/ws\/agent\//,
      false,
    ],
    [
      'passes WebSockets to nowhere',
      { server: (base) => `${goodProxy(base)} location /ws/ { proxy_pass http://127.0.0.1:9; }` },
      'upgrade_bad_gateway',
      /to the same place/,
      true,
    ],
  ])('names the fix where the proxy %s', async (_, way, code, fix, snippet) => {
    const { ok, told, findings } = await selfCheck(checked, port, way)
    const found = findings.find((each) => each.code === code)
    expect([ok, told]).toEqual([false, [code]])
    expect(found?.fix).toMatch(fix)
    expect(found?.snippet?.proxy).toBe(snippet ? 'nginx' : undefined)
  })

  it('names the proxy that is not trusted', async () => {
    hub = await behind(port, { HYPERION_TRUSTED_PROXIES: '' })
    const { told, findings } = await selfCheck(hub, port)
    expect(told).toEqual(['proxy_untrusted'])
    expect(findings.find(({ code }) => code === 'proxy_untrusted')?.fix).toBe('Set HYPERION_TRUSTED_PROXIES=127.0.0.1')
  })

  it('says that only this machine was checked where no address is set', async () => {
    hub = await HubProcess.start()
    const answer = await hub.json<SelfCheckAnswer>('/api/self-check', await hub.token())
    expect(answer.findings.map(({ code }) => code)).toEqual([
      'no_public_url',
      'connected',
      'plain',
      'hub',
      'clock_right',
      'upgraded',
      'direct',
      'host_kept',
    ])
    expect(answer.ok).toBe(true)
  })
})

it('is what a running agent goes by when it cannot connect', async () => {
  hub = await HubProcess.start()
  const port = await freePort()
  nginx = await Nginx.start({ port, server: without(/Upgrade|Connection/)(hub.base) })
  const { token } = (await (await hub.post('/api/enrolment-tokens', {}, await hub.token())).json()) as { token: string }
  const agent = new AgentProcess(['--hub', `http://127.0.0.1:${port}`, '--token', token])
  agent.start()
  try {
    await expect.poll(() => agent.output).toMatch(/no connection to the hub: .*426[\s\S]*takes the Upgrade header away/)
    await nginx.stop()
    nginx = await Nginx.start({ port, server: goodProxy(hub.base) })
    await expect.poll(() => agent.output).toContain('connected to the hub as host')
  } finally {
    await agent.stop('SIGKILL')
  }
})

describe('hyperion agent check', () => {
  const check = (...args: string[]) =>
    run(process.execPath, [CLI, 'agent', 'check', ...args], { env: { ...process.env, HYPERION_DATA_DIR: temporaryFolder() } }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => error,
    )

  it('goes the way to the hub and ends well', async () => {
    hub = await HubProcess.start()
    const { code, stdout } = await check('--hub', hub.base)
    expect(stdout).toContain('✓ WebSockets pass both ways')
    expect(stdout).toMatch(/✓ A quiet connection stays open for (9|10|11) s/)
    expect(stdout).toContain('An agent can report from here.')
    expect(code).toBe(0)
  })

  it('names a proxy that cuts quiet connections', async () => {
    hub = await HubProcess.start()
    const port = await freePort()
    nginx = await Nginx.start({ port, server: goodProxy(hub.base).replace('1h', '2s') })
    const { code, stdout } = await check('--hub', `http://127.0.0.1:${port}`)
    expect(stdout).toMatch(/✗ A quiet connection is cut after 2 s/)
    expect(stdout).toContain('proxy_read_timeout 1h;')
    expect(code).toBe(1)
  })

  it('names pins, hubs, ports and names that are wrong', async () => {
    const [port, closed] = [await freePort(), await freePort()]
    hub = await HubProcess.start()
    nginx = await Nginx.start({ port, server: goodProxy(hub.base), certificate })
    const url = `https://localhost:${port}`
    const pinned = await check('--hub', url, '--pin', `sha256:${certificate.fingerprint}`)
    expect(pinned.stdout).toContain('✓ The certificate is the pinned one')
    const other = testCertificate('other').fingerprint
    const wrong = await check('--hub', url, '--pin', `sha256:${other}`)
    expect(wrong.stdout).toContain(`sha256:${certificate.fingerprint}, not the pinned sha256:${other}`)
    expect((await check('--hub', `http://localhost:${closed}`)).stdout).toContain(`Nothing listens on port ${closed}`)
    expect((await check('--hub', `https://127.0.0.1:${new URL(hub.base).port}`)).stdout).toContain('does not speak TLS')
    expect((await check('--hub', 'https://hub.invalid')).stdout).toContain('No address is known for hub.invalid')
    const token = `hyp1.${'a'.repeat(43)}.${'b'.repeat(43)}`
    expect((await check('--hub', hub.base, '--token', token)).stdout).toContain('Another hub answers')
  })
})
