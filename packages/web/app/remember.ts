/** Small choices kept on this device. Storage may be refused (private mode): then they last as long as the page. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`hyperion.${name}`)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`hyperion.${name}`, value)
  } catch {
    // Nothing depends on it being kept.
  }
}
