import { useEffect, useState } from 'react'

/** Gives the focus back to what had it, once a dialog that is taken from the page in one go has left it to nobody. */
export function useReturnFocus(): void {
  const [before] = useState(opener)
  useEffect(
    () => () => {
      // Once the page is without it.
      setTimeout(() => {
        if (before?.isConnected && document.activeElement === document.body) before.focus({ preventScroll: true })
      })
    },
    [before],
  )
}

/** What is in use; of a menu, that goes as well, the button that opened it. */
function opener(): HTMLElement | null {
  const active = document.activeElement
  const button = active?.closest('[role=menu]')?.getAttribute('aria-labelledby')
  const found = (button && document.getElementById(button)) || active
  return found instanceof HTMLElement && found !== document.body ? found : null
}
