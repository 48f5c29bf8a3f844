import { appendFileSync, mkdtempSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Spool } from './spool.ts'

let folder: string
let log: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hyperion-spool-'))
  log = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (maxBytes = 64 * 1024 * 1024): Spool => new Spool({ folder: join(folder, 'buffer'), maxBytes, log: (line) => log.push(line) })
const frame = (fill: number, bytes = 1000): Uint8Array => new Uint8Array(bytes).fill(fill)
const segments = (): string[] =>
  readdirSync(join(folder, 'buffer'))
    .filter((name) => name.endsWith('.seg'))
    .sort()

/** Everything that waits, read as a connection reads it. */
function drain(spool: Spool, maxBytes = 10_000): { seq: number; first: number | undefined }[] {
  const found: { seq: number; first: number | undefined }[] = []
  for (let after = spool.acknowledged; ; ) {
    const records = spool.read(after, maxBytes)
    const last = records.at(-1)
    if (!last) return found
    found.push(...records.map(({ seq, frame: bytes }) => ({ seq, first: bytes[0] })))
    after = last.seq
  }
}

describe('the buffer', () => {
  it('numbers reports, and forgets those acknowledged', () => {
    const spool = open()
    expect([1, 2, 3].map((fill) => spool.append(frame(fill)))).toEqual([1, 2, 3])
    expect(spool.state()).toMatchObject({ reports: 3, dropped: 0, refused: 0, trouble: null })
    spool.acknowledge(2, 1)
    expect(drain(spool)).toEqual([{ seq: 3, first: 3 }])
    expect(spool.state()).toMatchObject({ reports: 1, refused: 1 })
    spool.acknowledge(99)
    spool.acknowledge(1)
    expect(drain(spool)).toHaveLength(1)
  })

  it('outlives its process, which need not end well', () => {
    const before = open()
    for (let i = 1; i <= 1000; i++) before.append(frame(i % 256))
    before.acknowledge(10)
    const after = open()
    expect(drain(after)).toEqual(Array.from({ length: 990 }, (_, i) => ({ seq: i + 11, first: (i + 11) % 256 })))
    expect(after.append(frame(7))).toBe(1001)
    after.acknowledge(1001)
    expect(open().state()).toMatchObject({ reports: 0, bytes: 0 })
    expect(open().append(frame(1))).toBe(1002)
  })

  it('gives its disk back as reports are acknowledged', () => {
    const spool = open()
    for (let i = 1; i <= 1000; i++) spool.append(frame(1))
    expect(segments().length).toBeGreaterThan(5)
    spool.acknowledge(1000)
    expect(segments().length).toBeLessThanOrEqual(1)
  })

  it('drops and counts the oldest when it is full, also over a restart', () => {
    const spool = open(512 * 1024)
    for (let i = 1; i <= 2000; i++) spool.append(frame(i % 256))
    const { reports, bytes, dropped } = spool.state()
    expect(bytes).toBeLessThanOrEqual(640 * 1024)
    expect(reports + dropped).toBe(2000)
    const waiting = drain(spool)
    expect(waiting.map(({ seq }) => seq)).toEqual(Array.from({ length: reports }, (_, i) => dropped + 1 + i))
    expect(open(512 * 1024).state()).toMatchObject({ reports, dropped })
  })

  it('stops at what a killed process left half written, and goes on behind it', () => {
    const spool = open()
    for (let i = 1; i <= 5; i++) spool.append(frame(i))
    const [name] = segments()
    truncateSync(join(folder, 'buffer', name as string), 4 * 1016 + 500)
    const after = open()
    expect(drain(after).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(after.append(frame(9))).toBe(5)
    expect(drain(open()).map(({ first }) => first)).toEqual([1, 2, 3, 4, 9])
  })

  it('takes whatever is in its folder for reports or for nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, text) => {
        rmSync(join(folder, 'buffer'), { recursive: true, force: true })
        open().append(frame(1))
        appendFileSync(join(folder, 'buffer', segments()[0] as string), bytes)
        writeFileSync(join(folder, 'buffer', 'state'), text)
        const spool = open()
        spool.append(frame(2))
        expect(drain(spool).map(({ first }) => first)).toEqual([1, 2])
      }),
      { numRuns: 50 },
    )
  })

  it('keeps the latest in memory while the disk refuses', () => {
    const spool = open()
    renameSync(join(folder, 'buffer'), join(folder, 'away'))
    for (let i = 1; i <= 1000; i++) spool.append(frame(i % 256))
    const { reports, dropped, trouble } = spool.state()
    expect({ total: reports + dropped, trouble }).toEqual({ total: 1000, trouble: expect.stringContaining('ENOENT') })
    expect(log).toHaveLength(1)
    expect(drain(spool)).toHaveLength(reports)
    renameSync(join(folder, 'away'), join(folder, 'buffer'))
    spool.append(frame(1))
    expect(spool.state().trouble).toBeNull()
    expect(drain(open())).toHaveLength(reports + 1)
  })
})
