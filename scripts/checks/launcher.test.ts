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

let folder: string
let program: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hyperion-launcher-'))
  program = join(folder, 'program.mjs')
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

test('leaves nothing behind when whoever started it is killed outright', async () => {
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${LAUNCHER}" "${program}" stay; exit $?`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(createInterface(shell.stdout), 'line')
  const closed = once(shell.stdout, 'close')
  shell.kill('SIGKILL')
  // The pipe closes when the last process that holds it has ended.
  await closed
  expect(shell.signalCode).toBe('SIGKILL')
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
