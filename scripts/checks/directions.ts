import type { IForbiddenRuleType } from 'dependency-cruiser'

/** Which packages a package may import (docs/adr/0002). Whatever is not listed is forbidden. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  wire: ['domain'],
  ports: ['domain'],
  adapters: ['ports', 'domain'],
  features: ['domain', 'ports', 'wire'],
  faces: ['features', 'domain', 'ports', 'wire'],
  agent: ['domain', 'ports', 'wire', 'faces'],
  hub: ['domain', 'wire', 'ports', 'features', 'faces', 'adapters', 'agent'],
  cli: ['hub', 'agent', 'domain', 'wire'],
  web: ['wire'],
  testkit: ['domain', 'wire', 'ports', 'adapters', 'features', 'faces', 'agent', 'hub'],
}

const TEST_FILES = ['\\.test\\.tsx?$', '/test-[\\w-]+\\.ts$', '^packages/[^/]+/(e2e|contract)/', '^packages/testkit/', '^(bench|scripts)/']
const within = (names: readonly string[]) => names.map((name) => `^packages/${name}/`)

const directions: IForbiddenRuleType[] = Object.entries(ALLOWED).map(([name, allowed]) => ({
  name: `direction-${name}`,
  comment: `packages/${name} may import ${allowed.join(', ') || 'nothing of ours'}; its tests also testkit.`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^packages/', pathNot: within([name, ...allowed, 'testkit']) },
}))

const forbidden: IForbiddenRuleType[] = [
  ...directions,
  {
    name: 'production-without-testkit',
    comment: 'Only tests may import testkit or a contract suite.',
    severity: 'error',
    from: { path: '^packages/', pathNot: TEST_FILES },
    to: { path: ['^packages/testkit/', '^packages/[^/]+/contract/'] },
  },
  {
    name: 'compose-only',
    comment: 'Only packages/hub/compose.ts knows which adapters and which agent there are; the command runs an agent alone.',
    severity: 'error',
    from: {
      path: '^packages/(?!adapters/|agent/)',
      pathNot: ['^packages/hub/compose(\\.ts$|/)', '^packages/cli/cli\\.ts$', ...TEST_FILES],
    },
    to: { path: within(['adapters', 'agent']) },
  },
  {
    name: 'features-through-index',
    comment: 'A feature is used through its index.ts.',
    severity: 'error',
    from: { path: '^packages/([^/]+/[^/]+)' },
    to: { path: '^packages/features/', pathNot: ['^packages/$1/', '^packages/features/([^/]+/index\\.ts$|node_modules/)'] },
  },
  {
    name: 'no-sibling-face',
    comment: 'A face never imports another one; what they have in common is in faces/shared.',
    severity: 'error',
    from: { path: '^packages/faces/([^/]+)/' },
    to: { path: '^packages/faces/', pathNot: ['^packages/faces/($1|shared)/', '^packages/faces/package.json$'] },
  },
  {
    name: 'agent-faces',
    comment: 'Of the faces, the agent serves HealthCheck only.',
    severity: 'error',
    from: { path: '^packages/agent/' },
    to: { path: '^packages/faces/', pathNot: '^packages/faces/(healthcheck|shared)/' },
  },
  {
    name: 'packages-by-name',
    comment: 'Another package is imported by its name, so that its exports hold.',
    severity: 'error',
    from: { path: '^packages/([^/]+)/' },
    to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
  },
  {
    name: 'pure',
    comment: 'domain and wire are rules and types: no I/O, no packages; the browser runs them too.',
    severity: 'error',
    from: { path: '^packages/(domain|wire)/', pathNot: TEST_FILES },
    to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'], pathNot: '^packages/' },
  },
  {
    name: 'no-development-package',
    comment: 'Production code needs dependencies, not devDependencies.',
    severity: 'error',
    from: { path: '^packages/', pathNot: [...TEST_FILES, '^packages/web/'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'], pathNot: '/node_modules/@types/' },
  },
  { name: 'no-cycle', comment: 'A cycle makes two files one.', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'not-to-unresolvable',
    comment: 'An import that the tool cannot follow would pass every other rule.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
]

/** What `.dependency-cruiser.mjs` hands to the tool, and the test to the same tool over a wrong tree. */
export const directionRules = {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
}
