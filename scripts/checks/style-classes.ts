import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { ROOT } from './source-files.ts'

const IMPORT = /^import (\w+) from '(\.[^']+\.module\.css)'$/gm
const CLASS = /\.([A-Za-z_][\w-]*)/g

/** Classes that a component names and its style sheet lacks: nothing else would tell, they are undefined at run time. */
export function missingClasses(components: readonly string[]): string[] {
  return components.flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    return [...text.matchAll(IMPORT)].flatMap(([, name = '', sheet = '']) => {
      const known = classesOf(normalize(join(dirname(path), sheet)))
      const used = new Set([...text.matchAll(new RegExp(`(?<![\\w./'"\`-])${name}\\.([a-zA-Z]\\w*)`, 'g'))].map(([, used = '']) => used))
      return [...used].filter((each) => !known.has(each)).map((each) => `${path}: ${sheet} has no .${each}`)
    })
  })
}

function classesOf(sheet: string): ReadonlySet<string> {
  const text = readFileSync(join(ROOT, sheet), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const selectors = text.match(/[^{}]+(?=\{)/g) ?? []
  return new Set(selectors.flatMap((selector) => [...selector.matchAll(CLASS)].map(([, name = '']) => name)))
}
