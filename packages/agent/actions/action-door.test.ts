import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TestClock } from '@hyperion/testkit/clock'
import type { ActionFromAgent } from '@hyperion/wire/actions'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { resolvePaths } from '../linux/paths.ts'
import { ActionDoor } from './action-door.ts'

const HALF_A_MINUTE = 30_000

let root: string
let clock: TestClock
let door: ActionDoor
let told: (readonly string[])[]
const engine = createServer()

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hyperion-door-'))
  mkdirSync(join(root, 'run/systemd/system'), { recursive: true })
  mkdirSync(join(root, 'proc/1/net/dev'), { recursive: true })
  clock = new TestClock()
  told = []
  door = new ActionDoor({
    host: undefined as never,
    paths: resolvePaths({ root }),
    tier: 'operate',
    roots: [],
    dataDir: root,
    recordPath: join(root, 'actions.log'),
    dockerHost: undefined,
    agentKey: 'A',
    hubKey: 'H',
    clock,
    monotonic: () => clock.now(),
    log: () => {},
  })
})
afterEach(async () => {
  await door.stop()
  engine.close()
  rmSync(root, { recursive: true, force: true })
})

function tell(message: ActionFromAgent): void {
  if (message.type === 'capabilities') told.push(message.capabilities.lacks.map(({ area }) => area))
}

it('tells of an engine that comes and goes, once each, as long as it is connected', async () => {
  door.connected(tell)
  await clock.advance(3 * HALF_A_MINUTE)
  expect(told).toEqual([['containers']])
  await new Promise<void>((resolve) => engine.listen(join(root, 'run/docker.sock'), resolve))
  await clock.advance(3 * HALF_A_MINUTE)
  expect(told).toEqual([['containers'], []])
  door.disconnected()
  rmSync(join(root, 'run/docker.sock'))
  await clock.advance(3 * HALF_A_MINUTE)
  expect(told).toHaveLength(2)
  door.connected(tell)
  expect(told.at(-1)).toEqual(['containers'])
})
