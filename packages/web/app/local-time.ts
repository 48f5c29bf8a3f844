/** An instant as `datetime-local` fields take it. */
export function localText(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The instant that a `datetime-local` field holds; null when it holds none. */
export function fromLocalText(text: string): number | null {
  const at = Date.parse(text)
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && Number.isFinite(at) ? at : null
}
