import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'

const SAME_HOST = /^\/hosts\/\d+/
const PATIENCE_MS = 3_000

/** A page begins at its top, and one that was left is found again where it was: the router leaves the window as it is. */
export function useScroll(): void {
  const { pathname, key, hash } = useLocation()
  const type = useNavigationType()
  const places = useRef(new Map<string, number>())
  const before = useRef<string | null>(null)
  const current = useRef(key)
  useEffect(() => {
    const onScroll = () => {
      // The browser moves it on its way to another page already.
      if ((window.history.state?.key ?? 'default') === current.current) places.current.set(current.current, window.scrollY)
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => window.removeEventListener('scroll', onScroll)
  }, [])
  useLayoutEffect(() => {
    const from = before.current
    before.current = pathname
    current.current = key
    if (from === null || hash !== '') return
    if (type === 'POP') return returnTo(places.current.get(key))
    // What is in the rest of the address opens and filters parts of the same page.
    if (from !== pathname) begin(from, pathname)
  }, [pathname, key, hash, type])
}

/** From one part of a host to another its tabs stay where they are, as long as they are in sight. */
function begin(from: string, to: string): void {
  const host = SAME_HOST.exec(to)?.[0]
  const tabs = host !== undefined && host === SAME_HOST.exec(from)?.[0] && document.querySelector('[data-host-tabs]')
  if (tabs) tabs.scrollIntoView({ block: 'nearest' })
  else window.scrollTo(0, 0)
}

/** At once, or when a page has become long enough again, unless somebody moves it meanwhile. */
function returnTo(place: number | undefined): (() => void) | undefined {
  if (place === undefined) return
  window.scrollTo(0, place)
  if (window.scrollY >= place - 1) return
  const observer = new ResizeObserver(() => {
    window.scrollTo(0, place)
    if (window.scrollY >= place - 1) stop()
  })
  const moves = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
    for (const move of moves) window.removeEventListener(move, stop)
  }
  const timer = setTimeout(stop, PATIENCE_MS)
  for (const move of moves) window.addEventListener(move, stop, { passive: true })
  observer.observe(document.body)
  return stop
}
