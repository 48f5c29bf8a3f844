import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from './source-files.ts'

const LAUNCHER = join(ROOT, 'scripts/with-node24.mjs')

const folder = mkdtempSync(join(tmpdir(), 'hyperion-launcher-'))
const program = join(folder, 'program.mjs')

beforeAll(() => {
  writeFileSync(
    program,
    `import { execFileSync } from 'node:child_process'
if (process.argv.includes('stay')) {
  setInterval(() => {}, 1000)
  process.on('SIGTERM', () => process.exit(7))
} else process.exitCode = 5
const child = String(execFileSync('node', ['--version'])).trim()
console.log(JSON.stringify({ version: process.version, args: process.argv.slice(2), child, home: process.env.npm_config_nodedir }))`,
  )
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('runs a program under Node 24, children included, and ends as it does', async () => {
  const child = spawn(process.execPath, [LAUNCHER, program, 'a b', '--c'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  const answer = JSON.parse(said)
  expect(answer).toMatchObject({ version: process.version, child: process.version, args: ['a b', '--c'] })
  expect(process.execPath.startsWith(answer.home)).toBe(true)
  expect(code).toBe(5)
})

test('passes a signal on', async () => {
  const child = spawn(process.execPath, [LAUNCHER, program, 'stay'], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(createInterface(child.stdout), 'line')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([7, null])
})

const direct = `"${process.execPath}" "${LAUNCHER}" "${program}" stay; exit $?`
// npm is seen from behind the shell it puts in between, where there is a /proc.
const starters = process.platform === 'linux' ? [direct, `sh -c '${direct}'; exit $?`] : [direct]

test.each(starters)('leaves nothing behind when whoever started it is killed outright: %s', async (command) => {
  const env = { ...process.env, npm_lifecycle_event: 'start' }
  const starter = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'], env })
  await once(createInterface(starter.stdout), 'line')
  const closed = once(starter.stdout, 'close')
  starter.kill('SIGKILL')
  // The pipe closes when the last process that holds it has ended.
  await closed
  expect(starter.signalCode).toBe('SIGKILL')
})

test.each([
  [['no-such-command'], 'no-such-command is not installed: run npm ci first'],
  [[], 'with-node24 needs a command to run'],
])('says what is wrong with %j', async (args, message) => {
  const child = spawn(process.execPath, [LAUNCHER, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect(said).toContain(message)
  expect(code).toBe(1)
})
