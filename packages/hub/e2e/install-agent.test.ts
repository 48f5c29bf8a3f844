import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'

const run = promisify(execFile)
/** What the script needs of a system, and what must not be done to the one that runs the tests. */
const REAL = ['sh', 'mkdir', 'mv', 'cat', 'chmod', 'uname', 'rm', 'getconf']
const PRETENDED = { id: 'echo 0', useradd: '', userdel: '', systemctl: 'echo "$@" >>"$CALLS"', chown: 'echo "$2" >>"$OWNERS"' }

let hub: HubProcess
let token: string
let root: string
let agent: ChildProcess | null
beforeEach(async () => {
  hub = await HubProcess.start({ dataDir: temporaryFolder() })
  token = await hub.token()
  root = temporaryFolder()
  agent = null
})
afterEach(async () => {
  agent?.kill('SIGKILL')
  await hub.stop()
})
afterAll(removeTemporaryFolders)

/** Runs the script that the hub serves, on a system that consists of this folder. */
async function install(args: readonly string[], programs: readonly string[] = ['curl']): Promise<{ stdout: string; stderr: string }> {
  const script = await (await fetch(`${hub.base}/api/agent/install.sh`)).text()
  const bin = join(root, 'bin')
  for (const folder of ['bin', 'etc/systemd/system']) mkdirSync(join(root, folder), { recursive: true })
  for (const [name, body] of Object.entries(PRETENDED)) writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  for (const name of [...REAL, ...programs]) {
    const found = name === 'node' ? process.execPath : (await run('which', [name])).stdout.trim()
    if (!existsSync(join(bin, name))) symlinkSync(found, join(bin, name))
  }
  const file = join(root, 'install.sh')
  writeFileSync(file, script.replaceAll(/=\/(opt|var|etc)\//g, `=${root}/$1/`))
  return run(join(bin, 'sh'), [file, ...args], { env: { PATH: bin, CALLS: join(root, 'calls'), OWNERS: join(root, 'owners') } })
}

async function enrolment(): Promise<{ token: string; command: string }> {
  return (await (await hub.post('/api/enrolment-tokens', {}, token)).json()) as { token: string; command: string }
}

it('installs an agent with one command, which is let in', async () => {
  const { token: secret, command } = await enrolment()
  expect(command).toBe(`curl -fsSL ${hub.base}/api/agent/install.sh | sudo sh -s -- --hub ${hub.base} --token ${secret}`)
  await install(['--hub', hub.base, '--token', secret, '--buffer', '8'], ['curl', 'node'])
  const data = join(root, 'var/lib/hyperion-agent')
  const tokenFile = join(data, 'token')
  expect(statSync(tokenFile).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(root, 'calls'), 'utf8')).toBe('daemon-reload\nenable hyperion-agent\nrestart hyperion-agent\n')
  const unit = readFileSync(join(root, 'etc/systemd/system/hyperion-agent.service'), 'utf8')
  expect(unit).not.toContain(secret)
  const [program = '', ...args] = (/^ExecStart=(.*)$/m.exec(unit)?.[1] ?? '').split(' ')
  expect(args.slice(-2)).toEqual(['--buffer', '8'])

  agent = spawn(program, args, { stdio: 'ignore' })
  const { hosts } = await hub.until(
    () => hub.json<{ hosts: { agent: { connected: boolean } | null }[] }>('/api/hosts', token),
    (answer) => answer.hosts[1]?.agent?.connected === true,
  )
  expect(hosts).toHaveLength(2)
  await expect.poll(() => existsSync(tokenFile)).toBe(false)

  await install(['--hub', hub.base], ['curl', 'node'])
  expect(existsSync(tokenFile)).toBe(false)
  expect(existsSync(join(data, 'agent.key'))).toBe(true)
  await install(['--uninstall'])
  for (const gone of [data, join(root, 'opt/hyperion-agent'), join(root, 'etc/systemd/system/hyperion-agent.service')]) {
    expect([gone, existsSync(gone)]).toEqual([gone, false])
  }
})

it('gives the agent the rights that its tier takes, and others when it is run with another tier', async () => {
  const { token: secret } = await enrolment()
  const args = ['--hub', hub.base, '--token', secret]
  const unit = async (...tier: string[]) => {
    const { stdout } = await install([...args, ...tier], ['curl', 'node'])
    const text = readFileSync(join(root, 'etc/systemd/system/hyperion-agent.service'), 'utf8')
    const owner = readFileSync(join(root, 'owners'), 'utf8').trimEnd().split('\n').at(-1)
    return { text, stdout, owner, user: /^User=(.*)$/m.exec(text)?.[1], told: / --tier (\S+)/.exec(text)?.[1] }
  }
  const hardened = ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'ProtectHome=read-only', 'PrivateTmp=yes']

  const timid = await unit()
  expect(timid).toMatchObject({ user: 'hyperion-agent', owner: 'hyperion-agent:', told: 'observe' })
  for (const line of hardened) expect(timid.text).toContain(`\n${line}\n`)

  const operating = await unit('--tier', 'operate')
  expect(operating).toMatchObject({ user: 'root', owner: 'root:', told: 'operate', stdout: expect.stringContaining('at tier operate') })
  for (const line of hardened) expect(operating.text).toContain(`\n${line}\n`)
  const capabilities = /^CapabilityBoundingSet=(.*)$/m.exec(operating.text)?.[1]
  expect(capabilities).toBe('CAP_KILL CAP_SYS_NICE CAP_SYS_PTRACE CAP_DAC_OVERRIDE CAP_NET_RAW')

  const full = await unit('--tier=full', '--files', '/srv')
  expect(full).toMatchObject({ user: 'root', owner: 'root:', told: 'full' })
  expect(full.text).toContain('--tier full --files /srv\n')
  expect(full.text).not.toMatch(/NoNewPrivileges|Protect|PrivateTmp|CapabilityBoundingSet/)

  const again = await unit('--tier', 'observe')
  expect(again.text).toBe(timid.text)
  expect(again.owner).toBe('hyperion-agent:')
})

it('fetches with wget where there is no curl, and says what is missing where there is neither', async () => {
  const { token: secret } = await enrolment()
  const args = ['--hub', hub.base, '--token', secret]
  await expect(install(args, ['node'])).rejects.toMatchObject({ stderr: expect.stringContaining('this needs curl or wget') })
  const pinned = [...args, '--pin-key', 'sha256//AAAA']
  await expect(install(pinned, ['node', 'wget'])).rejects.toMatchObject({ stderr: expect.stringContaining('this needs curl, to compare') })
  await install(args, ['node', 'wget'])
  expect(existsSync(join(root, 'opt/hyperion-agent/hyperion-agent.cjs'))).toBe(true)
})

it('says why the Node of the hub does not run', async () => {
  const { token: secret } = await enrolment()
  const args = ['--hub', hub.base, '--token', secret]
  mkdirSync(join(root, 'bin'), { recursive: true })
  // As chmod leaves it on a system whose loader is another: a file that cannot be executed.
  writeFileSync(join(root, 'bin/chmod'), '#!/bin/sh\n', { mode: 0o755 })
  await expect(install(args)).rejects.toMatchObject({ stderr: expect.stringMatching(/does not run here: it needs glibc 2.28 or later/) })
})

it('brings Node along where there is none, for a token that is good', async () => {
  const { token: secret } = await enrolment()
  await install(['--hub', hub.base, '--token', secret])
  const own = join(root, 'opt/hyperion-agent/node')
  expect(statSync(own).size).toBe(statSync(process.execPath).size)
  const platform = `linux-${(await run('uname', ['-m'])).stdout.trim()}`
  const ask = async (path: string, given?: string) =>
    (await fetch(`${hub.base}/api/agent/${path}`, { headers: given ? { 'x-enrolment-token': given } : {} })).status
  expect(await ask(`node?platform=${platform}`)).toBe(422)
  expect(await ask(`node?platform=${platform}`, `${secret}x`)).toBe(404)
  expect(await ask('node?platform=linux-riscv64', secret)).toBe(404)
  expect(await ask('../../hyperion.mjs', secret)).toBe(404)
})

it.each([
  [['--token', 'hyp1.a.b'], /address of the hub is missing/],
  [['--hub', 'https://hub.example'], /token is missing/],
  [['--hub', 'https://hub.example; reboot', '--token', 'hyp1.a.b'], /is not an address/],
  [['--hub', 'https://hub.example', '--token', 'a b'], /token is missing/],
  [['--hub', 'https://hub.example', '--token', 'hyp1.a.b', '--data', '$(reboot)'], /cannot use/],
  [['--hub', 'https://hub.example', '--token', 'hyp1.a.b', '--tier', 'root'], /the tier is observe, operate or full, not 'root'/],
  [['--hub', 'https://hub.example', '--token', 'hyp1.a.b', '--tier', 'full\nUser=x'], /the tier is observe/],
  [['--hub', 'https://hub.example', '--token', 'hyp1.a.b', '--tier'], /the tier is observe/],
])('refuses %j', async (args, message) => {
  await expect(install(args)).rejects.toMatchObject({ stderr: expect.stringMatching(message) })
  expect(existsSync(join(root, 'calls'))).toBe(false)
})
