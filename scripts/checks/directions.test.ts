import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { directionRules } from './directions.ts'

/** [the wrong import, the rule that has to catch it]; each case is a file of a tree made for the test. */
const WRONG: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['domain/a/upward.ts', '@hyperion/ports/a', 'direction-domain'],
  ['wire/a/sideways.ts', '@hyperion/ports/a', 'direction-wire'],
  ['ports/a/upward.ts', '@hyperion/adapters/a', 'direction-ports'],
  ['adapters/a/upward.ts', '@hyperion/features/a', 'direction-adapters'],
  ['features/a/upward.ts', '@hyperion/faces/a', 'direction-features'],
  ['features/a/storage.ts', '@hyperion/adapters/a', 'direction-features'],
  ['faces/a/storage.ts', '@hyperion/adapters/a', 'direction-faces'],
  ['agent/a/feature.ts', '@hyperion/features/a', 'direction-agent'],
  ['hub/a/command.ts', '@hyperion/cli/a', 'direction-hub'],
  ['cli/a/feature.ts', '@hyperion/features/a', 'direction-cli'],
  ['web/a/server.ts', '@hyperion/features/a', 'direction-web'],
  ['web/a/rules.ts', '@hyperion/domain/a', 'direction-web'],
  ['testkit/a/command.ts', '@hyperion/cli/a', 'direction-testkit'],
  ['features/a/pretend.ts', '@hyperion/testkit/a', 'production-without-testkit'],
  ['adapters/a/suite.ts', '@hyperion/ports/contract', 'production-without-testkit'],
  ['hub/config.ts', '@hyperion/adapters/a', 'compose-only'],
  ['cli/a/sampling.ts', '@hyperion/agent/a', 'compose-only'],
  ['features/a/inside.ts', '../b/private.ts', 'features-through-index'],
  ['faces/a/sibling.ts', '../b/index.ts', 'no-sibling-face'],
  ['agent/a/dashboard.ts', '@hyperion/faces/a', 'agent-faces'],
  ['features/a/path.ts', '../../domain/a/index.ts', 'packages-by-name'],
  ['domain/a/disk.ts', 'node:fs', 'pure'],
  ['wire/a/package.ts', 'fastify', 'pure'],
  ['hub/a/tool.ts', 'tool', 'no-development-package'],
  ['domain/a/circle.ts', './way-back.ts', 'no-cycle'],
  ['domain/a/missing.ts', './nothing-here.ts', 'not-to-unresolvable'],
  ['domain/a/typo.ts', '@hyperion/domain/nothing', 'not-to-unresolvable'],
]

const RIGHT: readonly (readonly [file: string, imported: string])[] = [
  ['ports/a/right.ts', '@hyperion/domain/a'],
  ['adapters/a/right.test.ts', '@hyperion/testkit/a'],
  ['adapters/b/right.test.ts', '@hyperion/ports/contract'],
  ['features/a/right.ts', '../b/index.ts'],
  ['faces/a/right.ts', '../shared/index.ts'],
  ['faces/b/right.ts', '@hyperion/features/a'],
  ['agent/a/right.ts', '@hyperion/faces/healthcheck'],
  ['hub/compose.ts', '@hyperion/adapters/a'],
  ['hub/a/right.ts', 'fastify'],
  ['web/a/right.ts', '@hyperion/wire/a'],
]

const PACKAGES = ['domain', 'wire', 'ports', 'adapters', 'features', 'faces', 'agent', 'hub', 'cli', 'web', 'testkit']
const TARGET_FILES = [...PACKAGES.flatMap((name) => [`${name}/a/index.ts`, `${name}/b/index.ts`, `${name}/b/private.ts`])].concat(
  'faces/shared/index.ts',
  'faces/healthcheck/index.ts',
  'ports/contract/index.ts',
)

let root: string
let found: { from: string; rule: string }[]
let seen: number

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'hyperion-directions-'))
  layTree()
  const { output } = await cruise(['packages'], {
    ...directionRules.options,
    baseDir: root,
    ruleSet: { forbidden: directionRules.forbidden },
    validate: true,
  })
  const { modules, summary } = output as ICruiseResult
  seen = modules.filter(({ source }) => source.startsWith('packages/')).length
  found = summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }))
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

function layTree(): void {
  for (const name of PACKAGES) {
    const manifest = {
      name: `@hyperion/${name}`,
      type: 'module',
      exports: { './*': './*/index.ts' },
      dependencies: Object.fromEntries(
        ['fastify', ...PACKAGES.map((other) => `@hyperion/${other}`)].map((dependency) => [dependency, '1.0.0']),
      ),
      devDependencies: { tool: '1.0.0' },
    }
    write(`packages/${name}/package.json`, JSON.stringify(manifest))
    mkdirSync(join(root, 'node_modules/@hyperion'), { recursive: true })
    symlinkSync(`../../packages/${name}`, join(root, 'node_modules/@hyperion', name))
  }
  for (const name of ['fastify', 'tool']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }))
    write(`node_modules/${name}/index.js`, 'export const name = 1\n')
  }
  write('package.json', JSON.stringify({ name: 'fixture', private: true, type: 'module', workspaces: ['packages/*'] }))
  for (const file of TARGET_FILES) write(`packages/${file}`, 'export const name = 1\n')
  // Type-only, because those are the imports that a tool reading compiled code would not see.
  for (const [file, imported] of [...WRONG, ...RIGHT]) write(`packages/${file}`, importing(imported))
  write('packages/domain/a/way-back.ts', importing('./circle.ts'))
}

function importing(specifier: string): string {
  const form = specifier.startsWith('@hyperion') ? 'import type' : 'import'
  return `${form} { name } from '${specifier}'\nexport const other: typeof name = 1\n`
}

function write(file: string, content: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), content)
}

describe('the rules about imports', () => {
  test('see every file', () => {
    expect(seen).toBeGreaterThanOrEqual(TARGET_FILES.length + WRONG.length + RIGHT.length)
  })

  test.each(WRONG)('%s importing %s breaks %s', (file, _imported, rule) => {
    expect(found.filter(({ from }) => from === `packages/${file}`).map((violation) => violation.rule)).toContain(rule)
  })

  test.each(RIGHT)('%s may import %s', (file) => {
    expect(found.filter(({ from }) => from === `packages/${file}`)).toEqual([])
  })

  test('each rule has a case that breaks it', () => {
    expect(directionRules.forbidden.map(({ name }) => name).sort()).toEqual([...new Set(WRONG.map(([, , rule]) => rule))].sort())
  })
})
