import ts from 'typescript'

const LONG_FILE = 400
const LONGEST_FILE = 800
const LONG_FUNCTION = 50
/** The share of functions that has to stay within LONG_FUNCTION lines. */
const SHORT_SHARE = 0.95

export interface MeasuredFunction {
  readonly path: string
  readonly line: number
  readonly lines: number
}

export function lineCount(source: string): number {
  return source.split('\n').length - (source.endsWith('\n') ? 1 : 0)
}

/** Every function of a source text with its length in lines. */
export function measureFunctions(path: string, source: string): MeasuredFunction[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const found: MeasuredFunction[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const first = file.getLineAndCharacterOfPosition(node.getStart()).line
      const last = file.getLineAndCharacterOfPosition(node.getEnd()).line
      found.push({ path, line: first + 1, lines: last - first + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** What breaks the limits on files, given the long files that are known; that list may only shrink. */
export function fileLengthMistakes(lengths: ReadonlyMap<string, number>, known: Readonly<Record<string, number>>): string[] {
  const tooLong = [...lengths]
    .filter(([path, lines]) => lines > LONG_FILE && !(path in known))
    .map(([path, lines]) => `${path} has ${lines} lines, over ${LONG_FILE}`)
  const listed = Object.entries(known).flatMap(([path, allowed]) => {
    const lines = lengths.get(path) ?? 0
    if (allowed > LONGEST_FILE) return [`${path} is listed with ${allowed} lines, over ${LONGEST_FILE}`]
    if (lines <= LONG_FILE) return [`${path} is no longer long: take it off the list`]
    if (lines > allowed) return [`${path} grew from ${allowed} to ${lines} lines`]
    return lines < allowed ? [`${path} shrank to ${lines} lines: lower its entry`] : []
  })
  return [...tooLong, ...listed]
}

/** The longest functions when too many of them are long; nothing when enough are short. */
export function functionLengthMistakes(functions: readonly MeasuredFunction[]): string[] {
  const long = functions.filter(({ lines }) => lines > LONG_FUNCTION)
  if (long.length <= functions.length * (1 - SHORT_SHARE)) return []
  return long.toSorted((a, b) => b.lines - a.lines).map(({ path, line, lines }) => `${path}:${line} has ${lines} lines`)
}
