import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { completed, loosePins, missingBuilds, needlesslyCompiled } from './lockfile.ts'
import { ROOT, repositoryFiles } from './source-files.ts'

function readJson(path: string) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
}

describe('this repository', () => {
  test('locks the builds for every platform (node scripts/complete-lockfile.ts enters them)', () => {
    expect(missingBuilds(readJson('package-lock.json'))).toEqual([])
  })

  test('compiles nothing that ships its binaries (likewise)', () => {
    expect(needlesslyCompiled(readJson('package-lock.json'))).toEqual([])
  })

  test.each(repositoryFiles().filter((path) => /(^|\/)package\.json$/.test(path)))('%s pins exact versions', (path) => {
    expect(loosePins(readJson(path))).toEqual([])
  })
})

describe('a wrong lockfile', () => {
  const entry = { version: '1.0.0', dev: true, optionalDependencies: { '@t/cli-linux-x64-musl': '1.0.0', '@t/cli-darwin-arm64': '1.0.0' } }
  const lockfile = {
    packages: {
      '': {},
      'node_modules/tool': entry,
      'node_modules/other/node_modules/tool': entry,
      'node_modules/other/node_modules/@t/cli-darwin-arm64': { version: '1.0.0' },
      'node_modules/@t/cli-linux-x64-musl': { version: '1.0.0' },
    },
  }

  test('is told', () => {
    expect(missingBuilds(lockfile)).toEqual([{ of: 'node_modules/tool', name: '@t/cli-darwin-arm64', version: '1.0.0' }])
  })

  test('is completed', () => {
    expect(completed(lockfile).packages['node_modules/@t/cli-darwin-arm64']).toEqual({
      version: '1.0.0',
      os: ['darwin'],
      cpu: ['arm64'],
      dev: true,
      optional: true,
    })
    expect(missingBuilds(completed(lockfile))).toEqual([])
  })

  test('that lets a shipped binary be compiled is told, and completed', () => {
    const forgetful = { packages: { '': {}, 'node_modules/better-sqlite3': { version: '1.0.0' }, 'node_modules/better-sqlite3-tool': {} } }
    expect(needlesslyCompiled(forgetful)).toEqual(['node_modules/better-sqlite3'])
    expect(needlesslyCompiled(completed(forgetful))).toEqual([])
  })

  test('a version that is a range is told', () => {
    expect(loosePins({ dependencies: { a: '^1.0.0', b: '1.0.0', c: '2.0.0-beta.1' }, devDependencies: { d: 'latest' } })).toEqual([
      'a@^1.0.0',
      'd@latest',
    ])
  })
})
