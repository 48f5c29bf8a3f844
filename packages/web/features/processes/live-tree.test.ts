import { beforeEach, describe, expect, it } from 'vitest'
import { type LiveProcess, linesOf, type TreeView, takeIn } from './live-tree.ts'

const process = (pid: number, parent: number, name: string, more: Partial<LiveProcess> = {}): LiveProcess => ({
  ...{ pid, parent, name, command: name, user: 'app', protected: false, state: 'sleeping', nice: 0 },
  ...{ cpu_percent: 0, memory_percent: 0, memory_bytes: pid, threads: 1, started_at: pid, ...more },
})

const all = [
  process(1, 0, 'init'),
  process(5, 1, 'shop', { cpu_percent: 1 }),
  process(6, 1, 'cron', { cpu_percent: 10 }),
  process(7, 5, 'worker', { cpu_percent: 40 }),
]
const view: TreeView = { order: 'cpu', tree: true, search: '', folded: new Set() }
const shown = (part: Partial<TreeView>) =>
  linesOf(all, { ...view, ...part }).map(({ depth, process: { name } }) => `${' '.repeat(depth)}${name}`)

describe('the tree of processes', () => {
  it('puts first what uses most together with all below it', () => {
    expect(shown({})).toEqual(['init', ' shop', '  worker', ' cron'])
    expect(shown({ order: 'name' })).toEqual(['init', ' cron', ' shop', '  worker'])
    expect(shown({ tree: false })).toEqual(['worker', 'cron', 'shop', 'init'])
  })

  it('folds, and tells then of all that is folded away', () => {
    const lines = linesOf(all, { ...view, folded: new Set(['5-5']) })
    expect(lines.map(({ process: { name } }) => name)).toEqual(['init', 'shop', 'cron'])
    expect(lines[1]).toMatchObject({ open: false, children: 1, cpu: 41, memory: 12 })
  })

  it('shows what is searched for, and what stands above it', () => {
    const lines = linesOf(all, { ...view, search: 'work', folded: new Set(['5-5']) })
    expect(lines.map(({ process: { name }, aside }) => [name, aside])).toEqual([
      ['init', true],
      ['shop', true],
      ['worker', false],
    ])
  })

  it('does not go round in circles', () => {
    const odd = [process(8, 9, 'a'), process(9, 8, 'b'), process(10, 10, 'c')]
    expect(linesOf(odd, view)).toHaveLength(3)
  })
})

describe('what is told of changes', () => {
  let known: Map<number, LiveProcess>
  const { pid: _, started_at: __, ...first } = process(5, 1, 'shop')
  const { cpu_percent, memory_percent, memory_bytes, threads, nice, state, ...facts } = first
  const figures = { cpu_percent, memory_percent, memory_bytes, threads, nice, state }
  beforeEach(() => {
    known = new Map()
    takeIn(known, [{ pid: 5, started_at: 5, facts, figures }])
  })

  it('is taken in', () => {
    takeIn(known, [{ pid: 5, started_at: 5, figures: { ...figures, cpu_percent: 7 } }])
    expect(known.get(5)).toMatchObject({ name: 'shop', cpu_percent: 7, started_at: 5 })
  })

  it('ends nothing but what it is told of', () => {
    takeIn(known, [{ pid: 5, started_at: 4, figures: null }])
    expect(known.size).toBe(1)
    takeIn(known, [{ pid: 5, started_at: 5, figures: null }])
    expect(known.size).toBe(0)
  })
})
