import type { RowOf } from '@hyperion/wire/actions'
import type { Snake } from '@hyperion/wire/web'
import { matchingProcesses } from './matching.ts'

export type LiveProcess = Snake<RowOf<'process.list'>>
type Told = Snake<RowOf<'process.follow'>>

export const LIVE_ORDERS = ['cpu', 'memory', 'name', 'user', 'pid'] as const
export type LiveOrder = (typeof LIVE_ORDERS)[number]

export interface TreeLine {
  readonly key: string
  readonly process: LiveProcess
  /** 0 for one without a parent here. */
  readonly depth: number
  readonly children: number
  readonly open: boolean
  /** It only stands above one that was searched for. */
  readonly aside: boolean
  /** Of it and all below it, when they are folded away; otherwise its own. */
  readonly cpu: number
  readonly memory: number
}

export interface TreeView {
  readonly order: LiveOrder
  readonly tree: boolean
  readonly search: string
  readonly folded: ReadonlySet<string>
}

/** One number may be many processes, one after the other. */
export const keyOf = ({ pid, started_at }: Pick<LiveProcess, 'pid' | 'started_at'>): string => `${pid}-${Math.round(started_at)}`

/** Takes in what was told of changes. */
export function takeIn(known: Map<number, LiveProcess>, rows: readonly Told[]): void {
  for (const { pid, started_at, facts, figures } of rows) {
    const before = known.get(pid)
    if (figures === null) {
      if (before?.started_at === started_at) known.delete(pid)
      continue
    }
    const stays = facts ?? before
    if (stays) known.set(pid, { ...(stays as LiveProcess), ...figures, pid, started_at })
  }
}

interface Node {
  readonly process: LiveProcess
  readonly children: Node[]
  cpu: number
  memory: number
}

/** The lines to be shown, in order. */
export function linesOf(all: readonly LiveProcess[], { order, tree, search, folded }: TreeView): readonly TreeLine[] {
  const matching = matchingProcesses(all, search)
  if (!tree) return sorted(matching.map(leaf), order).map((node) => lineOf(node, 0, false, false, true))
  const wanted = new Set(matching.map(({ pid }) => pid))
  const lines: TreeLine[] = []
  const visit = (nodes: readonly Node[], depth: number): void => {
    for (const node of sorted(nodes, order)) {
      // What was searched for is not hidden by what was folded before.
      const open = search !== '' || !folded.has(keyOf(node.process))
      lines.push(lineOf(node, depth, open, !wanted.has(node.process.pid), open))
      if (open) visit(node.children, depth + 1)
    }
  }
  visit(search === '' ? rootsOf(all) : rootsOf(withParents(all, matching)), 0)
  return lines
}

function lineOf({ process, children, cpu, memory }: Node, depth: number, open: boolean, aside: boolean, own: boolean): TreeLine {
  const figures = own ? { cpu: process.cpu_percent, memory: process.memory_bytes } : { cpu, memory }
  return { key: keyOf(process), process, depth, children: children.length, open, aside, ...figures }
}

function leaf(process: LiveProcess): Node {
  return { process, children: [], cpu: process.cpu_percent, memory: process.memory_bytes }
}

/** Those found, and what stands above them. */
function withParents<T extends Pick<LiveProcess, 'pid' | 'parent'>>(all: readonly T[], found: readonly T[]): readonly T[] {
  const byPid = new Map(all.map((each) => [each.pid, each]))
  const kept = new Map<number, T>()
  for (const each of found) for (let at: T | undefined = each; at && !kept.has(at.pid); at = byPid.get(at.parent)) kept.set(at.pid, at)
  return [...kept.values()]
}

function rootsOf(all: readonly LiveProcess[]): readonly Node[] {
  const nodes = new Map(all.map((each) => [each.pid, leaf(each)]))
  const roots: Node[] = []
  for (const node of nodes.values()) {
    const parent = nodes.get(node.process.parent)
    // A number used again may make its own child its parent: whoever is older stands above.
    if (parent && parent !== node && parent.process.started_at <= node.process.started_at) parent.children.push(node)
    else roots.push(node)
  }
  for (const root of roots) addUp(root)
  return roots
}

/** Not by recursion: a chain of processes may be long. */
function addUp(root: Node): void {
  const order: Node[] = [root]
  for (let i = 0; i < order.length; i++) order.push(...(order[i]?.children ?? []))
  for (const node of order.reverse())
    for (const child of node.children) {
      node.cpu += child.cpu
      node.memory += child.memory
    }
}

const COMPARE: Readonly<Record<LiveOrder, (a: Node, b: Node) => number>> = {
  cpu: (a, b) => b.cpu - a.cpu || b.memory - a.memory,
  memory: (a, b) => b.memory - a.memory,
  name: (a, b) => a.process.name.localeCompare(b.process.name),
  user: (a, b) => a.process.user.localeCompare(b.process.user),
  pid: () => 0,
}

function sorted(nodes: readonly Node[], order: LiveOrder): readonly Node[] {
  return nodes.toSorted((a, b) => COMPARE[order](a, b) || a.process.pid - b.process.pid)
}
