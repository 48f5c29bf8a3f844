import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ROOT } from './source-files.ts'

const FILES = ['docs/api/openapi.json', 'docs/api/hyperion.postman_collection.json', 'packages/wire/generated/api.d.ts']
const copy = mkdtempSync(join(tmpdir(), 'hyperion-generated-'))
afterAll(() => rmSync(copy, { recursive: true }))

it('fails and names the generated files that differ from their source or are missing', () => {
  const [kept, changed, missing] = FILES as [string, string, string]
  cpSync(join(ROOT, kept), join(copy, kept), { recursive: true })
  writeFileSync(join(copy, changed), '{}')
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/generate-api.ts'), '--check', `--root=${copy}`], {
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toContain(`${changed} is not what its source gives`)
  expect(stderr).toContain(`${missing} is not what its source gives`)
  expect(stderr).not.toContain(kept)
})
