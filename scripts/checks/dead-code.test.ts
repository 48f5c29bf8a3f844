import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from './source-files.ts'

/** A tree in which everything that knip looks for is wrong once. */
const TREE = {
  'package.json': JSON.stringify({ name: 'fixture', private: true, type: 'module', workspaces: ['packages/*'] }),
  'packages/domain/package.json': JSON.stringify({
    name: '@hyperion/domain',
    type: 'module',
    exports: { './*': './*/index.ts' },
    dependencies: { unused: '1.0.0' },
  }),
  'packages/domain/a/index.ts': "export { used, unusedExport } from './a.ts'\n",
  'packages/domain/a/a.ts': 'export const used = 1\nexport const unusedExport = 2\n',
  'packages/domain/a/orphan.ts': 'export const orphan = 1\n',
  'packages/cli/package.json': JSON.stringify({
    name: '@hyperion/cli',
    type: 'module',
    exports: { '.': './main.ts' },
    dependencies: { '@hyperion/domain': '1.0.0' },
  }),
  'packages/cli/main.ts':
    "import { used } from '@hyperion/domain/a'\nimport { x } from 'undeclared'\nimport './missing.ts'\nconsole.log(used, x)\n",
}

let root: string

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'hyperion-dead-code-'))
  for (const [file, content] of Object.entries(TREE)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), content)
  }
  copyFileSync(join(ROOT, 'knip.json'), join(root, 'knip.json'))
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

test('knip, as configured, fails on dead code and on undeclared packages', async () => {
  const knip = [join(ROOT, 'node_modules/knip/bin/knip.js'), '--directory', root, '--no-config-hints', '--reporter', 'compact']
  const failure = await promisify(execFile)(process.execPath, knip).catch((error: { code: number; stdout: string }) => error)
  expect(failure).toMatchObject({ code: 1 })
  const said = failure.stdout
  expect(said).toContain('orphan.ts')
  expect(said).toContain('unusedExport')
  expect(said).toMatch(/unused\b/)
  expect(said).toContain('undeclared')
  expect(said).toContain('missing.ts')
  expect(said).not.toMatch(/: used\b/)
})
