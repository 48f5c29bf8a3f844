import { setTimeout as pause } from 'node:timers/promises'
import { decodeReport } from '@hyperion/domain/metrics'
import type { HostFrame } from '@hyperion/ports/metric-store'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import type { NewSshHostAnswer, SeriesAnswer, SshProbeAnswer } from '@hyperion/wire/web'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HubProcess, removeTemporaryFolders } from './hub-process.ts'

const INTERVAL = 15_000
const OUTAGE_MS = 4_000

afterAll(removeTemporaryFolders)

describe('an SSH server that is killed', () => {
  let sshd: Sshd
  let hub: HubProcess
  beforeEach(async () => {
    sshd = await Sshd.start()
    hub = await HubProcess.start()
  })
  afterEach(async () => {
    await hub.stop('SIGKILL')
    await sshd.stop()
  })

  const add = async (token: string): Promise<number> => {
    const at = { address: '127.0.0.1', port: sshd.port }
    const probed = (await (await hub.post('/api/ssh-hosts/probe', at, token)).json()) as SshProbeAnswer
    const draft = { ...at, username: SSH_USER, password: SSH_PASSWORD, host_key: probed.host_key, name: 'web-01', interval_seconds: 2 }
    const answer = await hub.post('/api/ssh-hosts', draft, token)
    expect(answer.status).toBe(201)
    return ((await answer.json()) as NewSshHostAnswer).host.id
  }
  const instantsOf = async (host: number, token: string): Promise<readonly number[]> => {
    const query = new URLSearchParams({ group: 'cpu', from: '0', to: String(Date.now()), points: '1000' })
    return (await hub.json<SeriesAnswer>(`/api/hosts/${host}/series?${query}`, token)).times
  }
  const untilStored = (host: number, token: string, count: number) =>
    hub.until(
      () => instantsOf(host, token),
      (instants) => instants.length >= count,
    )

  it('leaves a gap in proportion to its absence, and a hub that starts again goes on at the same instants', async () => {
    const token = await hub.token()
    const host = await add(token)
    const before = await untilStored(host, token, 3)
    await sshd.kill()
    await pause(OUTAGE_MS)
    await sshd.restart()
    const after = await untilStored(host, token, before.length + 4)
    expect(new Set(after).size).toBe(after.length)
    const steps = after.slice(1).map((at, i) => at - (after[i] ?? 0))
    const longest = Math.max(...steps)
    expect(longest).toBeGreaterThanOrEqual(OUTAGE_MS)
    // Its way back does not take minutes, whatever else the machine does.
    expect(longest).toBeLessThan(OUTAGE_MS * 10)
    expect(new Set(steps.map((step) => step % 2000))).toEqual(new Set([0]))
    expect(hub.output).toContain('ssh: web-01: is seen again')
    expect(hub.output).not.toContain(SSH_PASSWORD)

    await hub.stop('SIGKILL')
    hub = await HubProcess.start({ dataDir: hub.dataDir })
    const again = await hub.token()
    const resumed = await untilStored(host, again, after.length + 3)
    expect(new Set(resumed).size).toBe(resumed.length)
    // At the instants of before, whoever samples.
    expect(new Set(resumed.map((at) => at % 2000)).size).toBe(1)
  })
})

describe('a host that misbehaves', () => {
  let app: TestApp
  let good: Sshd
  let bad: Sshd
  let stored: HostFrame[]
  beforeEach(async () => {
    stored = []
    good = await Sshd.start()
    bad = await Sshd.start()
    app = await testApp({
      append: async (frames) => {
        stored.push(...frames)
        return { appended: frames.length, duplicates: 0, malformed: 0 }
      },
    })
  })
  afterEach(async () => {
    await app.close()
    await good.stop()
    await bad.stop()
  })

  const add = async (sshd: Sshd, intervalMs: number | null = null): Promise<number> => {
    const at = { address: '127.0.0.1', port: sshd.port }
    const { fingerprint } = await app.sshHosts.probe(at)
    const secret = { kind: 'password', password: SSH_PASSWORD } as const
    const { host } = await app.sshHosts.add({ ...at, username: SSH_USER, secret, hostKey: fingerprint, intervalMs })
    await expect.poll(() => app.sshHosts.get(host.host)?.online).toBe(true)
    return host.host
  }
  const storedOf = (host: number): number[] => stored.filter((each) => each.host === host).map(({ frame }) => decodeReport(frame).at)
  const troubles = (host: number): readonly string[] => app.sshHosts.get(host)?.troubles ?? []
  /** Moves on, a second at a time, until something is so. */
  const until = async (condition: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 1200 && !condition(); tries++) {
      await app.clock.advance(1000)
      await pause(50)
    }
    expect(condition()).toBe(true)
  }
  const becomes = async (text: string): Promise<void> => {
    bad.shell(bad.script('misbehaving', `#!/bin/sh\n${text}\n`))
    await bad.restart()
  }

  it.each([
    ['floods', 'exec yes', 'answer: it prints more than 512 KiB'],
    ['hangs', 'echo hyperion-snapshot 1; exec sleep 600', 'connection: no complete answer within 4 s'],
    ['talks nonsense', 'exec head -c 3000 /dev/urandom | tr -dc a-z | head -c 20', 'answer: it printed “'],
    ['ends in the middle', 'echo hyperion-snapshot 1; echo "==> /proc/uptime <=="; echo 5 5', 'answer: it ended in the middle'],
    ['has no shell', 'echo no way >&2; exit 1', 'command: it ended with 1: no way'],
  ])('and %s is told, and disturbs nobody else', async (_what, shell, trouble) => {
    const [one, other] = [await add(good), await add(bad)]
    await becomes(shell)
    await until(() => troubles(other).some((line) => line.startsWith(trouble)))
    expect(app.sshHosts.get(other)?.online).toBe(false)
    const before = storedOf(one).length
    await app.clock.advance(INTERVAL)
    await expect.poll(() => storedOf(one).length).toBe(before + 1)
    bad.shell('/bin/sh')
    await until(() => app.sshHosts.get(other)?.online === true)
    expect(troubles(other)).toEqual([])
    const instants = storedOf(one)
    expect(new Set(instants).size).toBe(instants.length)
  })

  it('and answers slower than it is asked has samples left out, none of them queued', async () => {
    const host = await add(bad, 1000)
    await becomes('sleep 0.7; exec /bin/sh "$@"')
    await until(() => app.sshHosts.get(host)?.online === true && storedOf(host).length > 0)
    const before = storedOf(host).length
    // Ten instants pass within one answer.
    await app.clock.advance(10_000)
    await expect.poll(() => storedOf(host).length).toBe(before + 1)
    expect(troubles(host)).toEqual(['answer: takes longer than the interval; samples are left out'])
    bad.shell('/bin/sh')
    await bad.restart()
    await until(() => app.sshHosts.get(host)?.online === true)
    for (let round = 0; round < 3; round++) {
      const count = storedOf(host).length
      await app.clock.advance(1000)
      await expect.poll(() => storedOf(host).length).toBeGreaterThan(count)
    }
    expect(troubles(host)).toEqual([])
  })
})
