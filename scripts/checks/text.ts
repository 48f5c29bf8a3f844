interface TextRule {
  readonly name: string
  readonly pattern: RegExp
  /** Paths the rule is about; all of them when left out. */
  readonly path?: RegExp
}

const CODE = /\.(ts|tsx|mjs)$/

// A contract suite leaves out, by name and with the reason, what an implementation declares it cannot do.
const RULES: readonly TextRule[] = [
  {
    name: 'machine path',
    pattern: /\/(?:root|home\/(?!hyperion\b)[a-z][\w-]*|Users\/\w+|work\/(?:main|shared))\/|\/opt\/hyperion-node|[A-Z]:\\Users\\/,
  },
  { name: 'registry host', pattern: /"resolved": "https?:|\bregistry\.(?:npmjs|npmmirror|yarnpkg)\b|^\s*(?:@[\w-]+:)?registry\s*=/im },
  {
    name: 'test left out',
    pattern: /\b(?:describe|test|it|suite|bench)(?:\.\w+)*\.(?:only|skip|todo|skipIf|runIf|fails)\b/,
    path: /^(?!packages\/ports\/contract\/).*\.(ts|tsx|mjs)$/,
  },
  { name: 'unfinished work', pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/, path: CODE },
  { name: 'type check switched off', pattern: /@ts-(?:ignore|nocheck|expect-error)/, path: CODE },
]

/** `line: rule` for every line of a file that no file of the repository may have. */
export function textMistakes(path: string, content: string): string[] {
  const rules = RULES.filter((rule) => !rule.path || rule.path.test(path))
  return content
    .split('\n')
    .flatMap((line, at) => rules.filter(({ pattern }) => pattern.test(line)).map(({ name }) => `${path}:${at + 1}: ${name}`))
}
