import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { TreeLine } from './live-tree.ts'

interface LiveKeys {
  /** Which line Tab reaches. */
  readonly active: string | null
  activate(key: string): void
  onKeyDown(event: KeyboardEvent<HTMLElement>): void
}

interface Deeds {
  scrollTo(index: number): void
  fold(line: TreeLine, open: boolean): void
  choose(line: TreeLine): void
}

const PAGE = 10

/** Moves through the lines as the keys of a tree do. */
export function useLiveKeys(lines: readonly TreeLine[], { scrollTo, fold, choose }: Deeds): LiveKeys {
  const [active, setActive] = useState<string | null>(null)
  const moving = useRef<HTMLElement | null>(null)
  useEffect(() => {
    moving.current?.querySelector<HTMLElement>(`[data-key="${active}"]`)?.focus({ preventScroll: true })
  }, [active])
  const found = Math.max(
    0,
    lines.findIndex(({ key }) => key === active),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const line = lines[found]
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return
    const to = targetOf(event.key, found, lines)
    if (event.key === 'Enter' || event.key === ' ') choose(line)
    else if (event.key === 'ArrowRight' && line.children > 0 && !line.open) fold(line, true)
    else if (event.key === 'ArrowLeft' && line.children > 0 && line.open) fold(line, false)
    else if (to === null) return
    else {
      moving.current = event.currentTarget
      scrollTo(to)
      const key = lines[to]?.key ?? null
      // Its element is there in the next frame at the latest.
      requestAnimationFrame(() => setActive(key))
    }
    event.preventDefault()
  }
  return { active: lines[found]?.key ?? null, activate: setActive, onKeyDown }
}

function targetOf(key: string, at: number, lines: readonly TreeLine[]): number | null {
  const last = lines.length - 1
  if (key === 'ArrowDown') return Math.min(last, at + 1)
  if (key === 'ArrowUp') return Math.max(0, at - 1)
  if (key === 'PageDown') return Math.min(last, at + PAGE)
  if (key === 'PageUp') return Math.max(0, at - PAGE)
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'ArrowRight') return (lines[at]?.children ?? 0) > 0 ? Math.min(last, at + 1) : null
  if (key !== 'ArrowLeft') return null
  const depth = lines[at]?.depth ?? 0
  const parent = lines.slice(0, at).findLastIndex((line) => line.depth < depth)
  return parent < 0 ? null : parent
}
