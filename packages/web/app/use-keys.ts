import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { remember, remembered } from './remember.ts'

/** Single keys may be in the way of speech input: they can be switched off on this device. */
const NAME = 'shortcuts'
const listeners = new Set<() => void>()

export function useShortcutsOn(): readonly [on: boolean, change: (on: boolean) => void] {
  const on = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => remembered(NAME) !== 'off',
  )
  const change = (next: boolean) => {
    remember(NAME, next ? 'on' : 'off')
    for (const listener of listeners) listener()
  }
  return [on, change]
}

/** Where letters are typed, or choose something. */
const TYPING = 'input, textarea, select, [contenteditable], [role="textbox"], [role="combobox"], [role="listbox"], [role="menu"]'

/** Does something at a key without Ctrl, Alt or ⌘; never while something is typed or a dialog is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const run = keys[event.key]
    if (!run || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || remembered(NAME) === 'off') return
    if (event.target instanceof Element && event.target.closest(TYPING)) return
    if (document.querySelector('[role="dialog"], [role="menu"]')) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
