/** Which methods a path knows: tells a wrong method (405) from an unknown path (404). */
export class RouteTable {
  readonly #routes: { readonly pattern: RegExp; readonly method: string }[] = []

  add(method: string, url: string): void {
    const pattern = url
      .replace(/\/+$/, '')
      .split('/')
      .map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
      .join('/')
    this.#routes.push({ pattern: new RegExp(`^${pattern}/?$`), method })
  }

  /** The methods that `path` answers to, sorted; none for an unknown path. */
  methods(path: string): readonly string[] {
    const found = this.#routes.filter((route) => route.pattern.test(path)).map((route) => route.method)
    return [...new Set(found)].sort()
  }
}
