/** How many requests each face answered. */
export class RequestCounts {
  readonly #counts = new Map<string, Map<string, number>>()

  /** `status` is that of the answer. */
  count(face: string, status: number): void {
    const ofFace = this.#counts.get(face) ?? new Map<string, number>()
    this.#counts.set(face, ofFace)
    const kind = `${Math.floor(status / 100)}xx`
    ofFace.set(kind, (ofFace.get(kind) ?? 0) + 1)
  }

  list(): readonly { readonly face: string; readonly status: string; readonly count: number }[] {
    return [...this.#counts].flatMap(([face, kinds]) => [...kinds].map(([status, count]) => ({ face, status, count })))
  }
}
