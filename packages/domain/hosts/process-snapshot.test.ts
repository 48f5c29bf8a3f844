import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BusyProcess, busiestOf, decodeSnapshot, encodeSnapshot, SNAPSHOT_LIMITS, SnapshotError } from './process-snapshot.ts'

const PROCESS: BusyProcess = {
  pid: 42,
  name: 'postgres',
  command: 'postgres: writer',
  user: 'postgres',
  cpuPercent: 12.5,
  memoryBytes: 4096,
  threads: 1,
  startedAt: 1_700_000_000_000,
  ended: false,
}
const SNAPSHOT = { at: 1_700_000_060_000, spanMs: 60_000, total: 300, processes: [PROCESS] }

describe('what is busiest', () => {
  it('is the most by either measure, each once', () => {
    const all = Array.from({ length: 100 }, (_, i) => ({ cpu: i, memory: 100 - i }))
    const found = busiestOf(
      all,
      (each) => each.cpu,
      (each) => each.memory,
    )
    expect(found).toHaveLength(30)
    expect(found.slice(0, 2).map(({ cpu }) => cpu)).toEqual([99, 98])
    expect(new Set(found).size).toBe(30)
  })

  it('is nothing where nothing is used', () => {
    expect(
      busiestOf(
        [1, 2],
        () => 0,
        () => 0,
      ),
    ).toEqual([])
  })
})

describe('a snapshot as text', () => {
  it('comes back as it was', () => {
    expect(decodeSnapshot(encodeSnapshot(SNAPSHOT))).toEqual(SNAPSHOT)
  })

  it('cuts what is long, and keeps to one line', () => {
    const name = 'x'.repeat(100)
    const line = encodeSnapshot({ ...SNAPSHOT, processes: [{ ...PROCESS, name, command: `a\n${'y'.repeat(500)}` }] })
    expect(line).not.toContain('\n')
    const [process] = decodeSnapshot(line).processes
    expect(process?.name).toHaveLength(SNAPSHOT_LIMITS.name)
    expect(process?.command).toHaveLength(SNAPSHOT_LIMITS.command)
  })

  it.each([
    ['{', /not JSON/],
    ['[]', /snapshot must be a list/],
    ['[0,1,1,[]]', /^at must/],
    ['[1,-1,1,[]]', /^span must/],
    ['[1,1,"many",[]]', /^total must/],
    ['[1,1,1,{}]', /^processes must/],
    ['[1,1,1,[[1]]]', /^processes\[0\] must/],
    ['[1,1,1,[[1,7,"","",0,0,0,0,0]]]', /^processes\[0\]\.name/],
    ['[1,1,1,[[1,"","","",-5,0,0,0,0]]]', /^processes\[0\]\.cpu/],
    ['[1,1,1,[[1,"","","",1e99,0,0,0,0]]]', /^processes\[0\]\.cpu/],
    [' '.repeat(SNAPSHOT_LIMITS.text + 1), /too large/],
  ])('refuses %s', (line, reason) => {
    expect(() => decodeSnapshot(line)).toThrow(reason)
  })

  it('takes any text without failing otherwise, and any names', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        try {
          decodeSnapshot(line)
        } catch (error) {
          expect(error).toBeInstanceOf(SnapshotError)
        }
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const [process] = decodeSnapshot(encodeSnapshot({ ...SNAPSHOT, processes: [{ ...PROCESS, name }] })).processes
        expect(process?.name).toBe(name.toWellFormed())
      }),
    )
  })
})
