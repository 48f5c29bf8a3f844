import { writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'
import { testCertificate } from '@hyperion/testkit/tls'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { AgentProcess } from './agent-process.ts'
import { ADMIN_PASSWORD, HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'

const certificate = testCertificate('hub')
const renewed = testCertificate('other')

let hub: HubProcess | null = null
let agent: AgentProcess | null = null
afterEach(async () => {
  await agent?.stop('SIGKILL')
  await hub?.stop()
  hub = agent = null
})
afterAll(removeTemporaryFolders)

async function start(environment: Record<string, string>): Promise<HubProcess> {
  hub = await HubProcess.start({ secure: true, environment })
  return hub
}

/** The fingerprint that a new connection is shown, and the version of TLS that it speaks. */
function shown(
  base: string,
  options: { maxVersion?: 'TLSv1.1' | 'TLSv1.2' } = {},
): Promise<{ fingerprint: string; protocol: string | null }> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect(
      { host: hostname, port: Number(port), rejectUnauthorized: false, minVersion: 'TLSv1', ...options },
      () => {
        const fingerprint = socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase()
        resolve({ fingerprint, protocol: socket.getProtocol() })
        socket.end()
      },
    )
    socket.on('error', reject)
  })
}

function ask<T>(url: string, options: { token?: string; body?: object } = {}): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(options.token && { authorization: `Bearer ${options.token}` }) }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: options.body ? 'POST' : 'GET', rejectUnauthorized: false, headers }, async (answer) => {
      resolve(JSON.parse(Buffer.concat(await answer.toArray()).toString('utf8')) as T)
    })
    sent.on('error', reject)
    sent.end(options.body && JSON.stringify(options.body))
  })
}

interface Enrolment {
  readonly token: string
  readonly command: string
  readonly pin: string | null
}

async function enrolment(base: string): Promise<Enrolment & { readonly session: string }> {
  const { token: session } = await ask<{ token: string }>(`${base}/login`, { body: { username: 'admin', password: ADMIN_PASSWORD } })
  return { ...(await ask<Enrolment>(`${base}/api/enrolment-tokens`, { token: session, body: {} })), session }
}

describe('a hub that serves TLS itself', () => {
  it('takes over a renewed certificate without losing a connection, by looking and by SIGHUP', async () => {
    const folder = temporaryFolder()
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    const put = (pair: typeof certificate): void => {
      writeFileSync(key, pair.key)
      writeFileSync(cert, pair.cert)
    }
    put(certificate)
    const { base, pid } = await start({ HYPERION_TLS_CERT: cert, HYPERION_TLS_KEY: key })
    expect(await shown(base)).toEqual({ fingerprint: certificate.fingerprint, protocol: 'TLSv1.3' })
    expect(await shown(base, { maxVersion: 'TLSv1.2' })).toMatchObject({ protocol: 'TLSv1.2' })
    await expect(shown(base, { maxVersion: 'TLSv1.1' })).rejects.toThrow()
    writeFileSync(cert, renewed.cert)
    process.kill(pid, 'SIGHUP')
    await expect
      .poll(async () => (await ask<{ degraded: string[] }>(`${base}/health`)).degraded.join())
      .toContain('is not the certificate of the key; the certificate before it is still served')
    expect((await shown(base)).fingerprint).toBe(certificate.fingerprint)
    put(renewed)
    process.kill(pid, 'SIGHUP')
    await expect.poll(async () => (await shown(base)).fingerprint).toBe(renewed.fingerprint)
  })

  it('makes a certificate that agents pin by the command that is pasted', async () => {
    const { base } = await start({ HYPERION_TLS_SELF_SIGNED: 'on' })
    const { fingerprint } = await shown(base)
    const { token, command, pin, session } = await enrolment(base)
    expect(pin).toBe(`sha256:${fingerprint}`)
    expect(command).toContain(` --pin sha256:${fingerprint}`)
    agent = new AgentProcess(['--hub', base, '--token', token, '--pin', pin as string])
    agent.start()
    await expect
      .poll(async () => (await ask<{ hosts: { online: boolean }[] }>(`${base}/api/hosts`, { token: session })).hosts[1]?.online, {
        timeout: 20_000,
      })
      .toBe(true)
  })
})
