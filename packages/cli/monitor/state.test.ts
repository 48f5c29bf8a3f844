import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HubAlert } from './hub.ts'
import { takeLock } from './lock.ts'
import { MonitorState } from './state.ts'

const HUB = new URL('http://hub/')
const HOOK = new URL('https://discord.com/api/webhooks/1/secret')
const CPU: HubAlert = { type: 'CPU', level: 'critical', message: 'CPU usage is at 94%', value: 94, threshold: 90 }

let folder: string
let file: string
let warnings: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hyperion-monitor-'))
  file = join(folder, 'new', 'state.json')
  warnings = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = (hub = HUB, hook = HOOK) => MonitorState.read(file, hub, hook, (message) => warnings.push(message))

describe('MonitorState', () => {
  it('remembers for each hub and webhook, private and without the webhook', async () => {
    expect(read().told).toEqual({})
    await read().write({ CPU })
    await read(new URL('http://other/')).write({})
    expect(read().told).toEqual({ CPU })
    expect(read(HUB, new URL('https://discord.com/api/webhooks/2/x')).told).toEqual({})
    expect(readFileSync(file, 'utf8')).not.toContain('secret')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'new'))).toEqual(['state.json'])
    expect(warnings).toEqual([])
  })

  it('leaves nothing behind when the file cannot be replaced', async () => {
    // A folder in the way cannot be replaced by a file.
    const inTheWay = join(folder, 'folder')
    mkdirSync(inTheWay)
    const state = MonitorState.read(inTheWay, HUB, HOOK, (message) => warnings.push(message))
    await expect(state.write({ CPU })).rejects.toThrow()
    expect(readdirSync(folder)).toEqual(['folder'])
    expect(warnings).toEqual([expect.stringContaining('(EISDIR)')])
  })

  it('starts anew from whatever is not a state', async () => {
    await read().write({ CPU })
    const good = readFileSync(file)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.nat(good.length - 2).map((end) => good.subarray(0, end)),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          warnings = []
          writeFileSync(file, bytes)
          expect(read().told).toEqual({})
          expect(warnings).toEqual([`cannot read what was sent before from ${file} (damaged): present alerts are sent again`])
        },
      ),
      { numRuns: 200 },
    )
    writeFileSync(file, '{"version": 1, "destinations": {"x": {"CPU": {"type": "CPU"}}}}')
    expect(read().told).toEqual({})
    await read().write({ CPU })
    expect(read().told).toEqual({ CPU })
  })
})

describe('takeLock', () => {
  it('is held by one at a time', async () => {
    const lock = await takeLock(join(folder, 'lock'), 0)
    if (lock === 'busy') throw new Error('busy from the start')
    expect(await takeLock(join(folder, 'lock'), 0)).toBe('busy')
    lock.release()
    const next = await takeLock(join(folder, 'lock'), 0)
    expect(next).not.toBe('busy')
    if (next !== 'busy') next.release()
  })

  it('fails where there is no place for one', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(takeLock(join(folder, 'file', 'lock'), 0)).rejects.toThrow()
  })
})
