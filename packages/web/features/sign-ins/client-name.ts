/** In this order: most browsers also call themselves Chrome or Safari. */
const BROWSERS: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
]

const SYSTEMS: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

const TEXT_MAX = 60

/** What a client is, as far as it says so; empty when it does not. */
export function clientName(userAgent: string): { readonly name: string; readonly system: string } {
  const browser = find(BROWSERS, userAgent)
  if (browser) return { name: browser, system: find(SYSTEMS, userAgent) }
  // curl/8.14.1 and the like name themselves first.
  const [first = ''] = userAgent.split(' ', 1)
  return { name: first.slice(0, TEXT_MAX), system: '' }
}

function find(list: readonly (readonly [string, RegExp])[], text: string): string {
  return list.find(([, sign]) => sign.test(text))?.[0] ?? ''
}
