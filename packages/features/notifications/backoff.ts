/** How long to wait after so many attempts, in milliseconds: doubles with each, and is spread so that many do not come back at the same time. */
export function backoffMs(
  attempts: number,
  { firstMs, lastMs }: { readonly firstMs: number; readonly lastMs: number },
  random = Math.random,
): number {
  return Math.round(Math.min(firstMs * 2 ** (attempts - 1), lastMs) * (0.5 + random() / 2))
}
