import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { type Program, type Prometheus, startAlertmanager, startPrometheus } from '@hyperion/testkit/prometheus'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ADMIN_PASSWORD, freePort, HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'

let hub: HubProcess
let port: number
let token: string
let victim: Server | null = null
let victimPort: number
let alertmanager: Program
let prometheus: Prometheus

interface Shown {
  readonly id: string
  readonly status: string
  readonly title: string
  readonly timeline: readonly { readonly type: string; readonly message: string }[]
}

async function api<T>(path: string): Promise<T> {
  const answer = await fetch(`${hub.base}/api/v1/${path}`, { headers: { authorization: `Token ${token}` } })
  return (await answer.json()) as T
}

const incidents = async () => (await api<{ results: Shown[] }>('incidents/')).results
const untilStatus = (status: string) => hub.until(incidents, (found) => found[0]?.status === status)

async function post<T>(path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Token ${token}` }) }
  const answer = await fetch(`${hub.base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as T
}

async function setVictim(up: boolean): Promise<void> {
  if (up && !victim) {
    victim = createServer((_, response) => response.end('victim_up 1\n')).listen(victimPort, '127.0.0.1')
    await once(victim, 'listening')
  } else if (!up && victim) {
    victim.closeAllConnections()
    victim.close()
    await once(victim, 'close')
    victim = null
  }
}

/** Until Alertmanager has tried to reach the hub in vain. */
async function untilTried(status: 'firing' | 'resolved', since: number): Promise<void> {
  await hub.until(
    async () => alertmanager.output().slice(since),
    (output) => /Notify attempt failed|notify retry canceled|connection refused/i.test(output),
  )
  await hub.until(
    async () => (await prometheus.query('ALERTS{alertname="VictimDown",alertstate="firing"}')).length,
    (count) => count === (status === 'firing' ? 1 : 0),
  )
}

/**
 * Until Alertmanager knows that so many of its messages arrived. It never tells the end of an alert whose beginning it believes
 * untold: a hub killed between taking the beginning and answering it would wait for that end in vain.
 */
async function untilAnswered(messages: number): Promise<void> {
  const count = (text: string, name: string) =>
    Number(new RegExp(`^${name}\\{.*integration="webhook".*\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0)
  await hub.until(
    async () => (await fetch(`${alertmanager.base}/metrics`)).text(),
    (text) =>
      count(text, 'alertmanager_notification_requests_total') - count(text, 'alertmanager_notification_requests_failed_total') >= messages,
  )
}

const start = async (dataDir: string) => {
  hub = await HubProcess.start({ dataDir, port })
}

beforeAll(async () => {
  const folder = temporaryFolder()
  port = await freePort()
  victimPort = await freePort()
  await setVictim(true)
  await start(folder)
  token = (await post<{ token: string }>('/api/auth/token/', { username: 'admin', password: ADMIN_PASSWORD })).token
  const made = await post<{ token: string; url: string }>('/api/v1/integrations/', { kind: 'alertmanager', name: 'Prometheus' })
  alertmanager = await startAlertmanager(`
route: { receiver: hyperion, group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
receivers:
  - name: hyperion
    webhook_configs:
      - url: '${made.url}'
        send_resolved: true
        http_config: { authorization: { credentials: '${made.token}' } }
`)
  const rules = join(temporaryFolder(), 'rules.yml')
  const labels = { severity: 'critical' }
  const rule = { alert: 'VictimDown', expr: 'up{job="victim"} == 0', labels, annotations: { summary: 'The victim is down' } }
  // JSON is YAML.
  writeFileSync(rules, JSON.stringify({ groups: [{ name: 'victim', rules: [rule] }] }))
  prometheus = await startPrometheus(
    `
global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
rule_files: ['${rules}']
alerting: { alertmanagers: [{ static_configs: [{ targets: ['${new URL(alertmanager.base).host}'] }] }] }
scrape_configs: [{ job_name: victim, static_configs: [{ targets: ['127.0.0.1:${victimPort}'] }] }]
`,
    '--rules.alert.resend-delay=2s',
  )
})

afterAll(async () => {
  await prometheus?.stop()
  await alertmanager?.stop()
  await hub?.stop()
  await setVictim(false)
  removeTemporaryFolders()
})

it('a real Alertmanager’s alert is one incident from its beginning to its end, although the hub is killed again and again', async () => {
  await setVictim(false)
  const [first] = await untilStatus('TRIGGERED')
  expect(first).toMatchObject({ title: 'The victim is down', severity: 'SEV1_CRITICAL', source: 'alertmanager' })
  await untilAnswered(1)

  await hub.stop('SIGKILL')
  let since = alertmanager.output().length
  await setVictim(true)
  await untilTried('resolved', since)
  await start(hub.dataDir)
  await untilStatus('RESOLVED')
  await untilAnswered(2)

  await hub.stop('SIGKILL')
  since = alertmanager.output().length
  await setVictim(false)
  await untilTried('firing', since)
  await start(hub.dataDir)
  await untilStatus('TRIGGERED')
  await untilAnswered(3)
  await hub.stop('SIGKILL')
  await start(hub.dataDir)

  await setVictim(true)
  const all = await untilStatus('RESOLVED')
  expect(all).toHaveLength(1)
  const { timeline } = await api<Shown>(`incidents/${first?.id}/`)
  expect(timeline.filter(({ type }) => type === 'STATUS_CHANGE' || type === 'ALERT').map(({ message }) => message)).toEqual([
    'Incident created',
    'Alert firing: The victim is down',
    'Alert resolved: The victim is down',
    'Incident resolved: all of its alerts ended',
    expect.stringMatching(/^Incident reopened: the alert fired again \d+ s after its end$/),
    'Alert firing again: The victim is down',
    'Alert resolved: The victim is down',
    'Incident resolved: all of its alerts ended',
  ])
})
