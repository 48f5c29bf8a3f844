/** The page of the incident that a text names, or null. */
export function incidentIn(text: string): { readonly shortId: string; readonly to: string } | null {
  const [shortId] = /\bINC-[A-Z0-9]{6}\b/.exec(text) ?? []
  return shortId === undefined ? null : { shortId, to: `/incidents/${shortId}` }
}
