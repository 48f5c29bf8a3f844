import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Action } from '@hyperion/domain/actions'
import { TestClock } from '@hyperion/testkit/clock'
import type { ActionEvent } from '@hyperion/wire/actions'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Recordings } from './index.ts'

const DAY_MS = 86_400_000
const ACTION = { operation: 'command.terminal', params: { columns: 80, rows: 24 } } as unknown as Action
const shows = (text: string): ActionEvent => ({ kind: 'bytes', bytes: Buffer.from(text).toString('base64') })
const ENDED: ActionEvent = { kind: 'ended', state: 'failed', result: null, error: { failure: 'too_large', message: 'full' } }

describe('recordings of terminals', () => {
  let folder: string
  let clock: TestClock
  let recordings: Recordings

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hyperion-recordings-'))
    clock = new TestClock()
    recordings = new Recordings({ folder, clock, log: () => {}, mostBytes: 300 })
  })
  afterEach(() => {
    recordings.stop()
    rmSync(folder, { recursive: true })
  })

  async function open(id: string) {
    const recorder = await recordings.open({ ...ACTION, id })
    if (!recorder) throw new Error('not recorded')
    return recorder
  }

  it('are no larger than they may be, and tell the end all the same', async () => {
    const recorder = await open('a')
    await recorder.event(shows('seen'))
    await expect(recorder.event(shows('x'.repeat(300)))).rejects.toMatchObject({ failure: 'too_large', message: 'the recording is full' })
    await recorder.event(ENDED)
    const lines = readFileSync(join(folder, 'a.cast'), 'utf8').trim().split('\n')
    expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual([
      [0, 'o', 'seen'],
      [0, 'm', 'failed: full'],
    ])
  })

  it('go ninety days after they ended, and others’ files stay', async () => {
    for (const id of ['old', 'young']) {
      const recorder = await open(id)
      await recorder.event(shows('seen'))
      await recorder.event(ENDED)
    }
    const at = clock.now() / 1000
    utimesSync(join(folder, 'old.cast'), at, at)
    utimesSync(join(folder, 'young.cast'), at + 86_400, at + 86_400)
    await clock.advance(90 * DAY_MS)
    await recordings.tidy()
    expect(readdirSync(folder).sort()).toEqual(['old.cast', 'young.cast'])
    await clock.advance(DAY_MS / 2)
    await recordings.tidy()
    expect(readdirSync(folder)).toEqual(['young.cast'])
    expect([await recordings.kept('old'), await recordings.kept('young')]).toEqual([false, true])
    await expect(recordings.find('old')).rejects.toMatchObject({ code: 'not_found' })
    expect((await recordings.find('young')).bytes).toBeGreaterThan(0)
    await clock.advance(DAY_MS)
    await recordings.tidy()
    expect(readdirSync(folder)).toEqual([])
  })

  it('are of terminals alone', async () => {
    expect(await recordings.open({ ...ACTION, id: 'b', operation: 'command.run' })).toBeNull()
  })
})
