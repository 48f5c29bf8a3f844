/** Writes what derives from the routes: OpenAPI document, Postman collection, TypeScript types. `--check` only compares; `--root=DIR` is another checkout. */
import './build-first.mjs'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { testApp } from '@hyperion/testkit/app'
import openapiTs, { astToString } from 'openapi-typescript'
import type { OpenApi } from './api/openapi.ts'
import { postmanCollection } from './api/postman.ts'
import { ROOT } from './checks/source-files.ts'

async function openApi(): Promise<OpenApi> {
  const hub = await testApp()
  try {
    return hub.app.swagger() as unknown as OpenApi
  } finally {
    await hub.close()
  }
}

async function generated(): Promise<Map<string, string>> {
  const document = await openApi()
  const types = astToString(await openapiTs(JSON.stringify(document), { immutable: true }))
  return new Map([
    ['docs/api/openapi.json', `${JSON.stringify(document, null, 2)}\n`],
    ['docs/api/hyperion.postman_collection.json', `${JSON.stringify(postmanCollection(document), null, 2)}\n`],
    ['packages/wire/generated/api.d.ts', `// Generated from docs/api/openapi.json by scripts/generate-api.ts.\n\n${types}`],
  ])
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, root: { type: 'string', default: ROOT } } })

function current(file: string): string | undefined {
  try {
    return readFileSync(join(values.root, file), 'utf8')
  } catch {
    return undefined
  }
}

const stale = [...(await generated())].filter(([file, text]) => current(file) !== text)
for (const [file, text] of stale) {
  if (values.check) console.error(`${file} is not what its source gives: run node scripts/generate-api.ts`)
  else {
    writeFileSync(join(values.root, file), text)
    console.log(`wrote ${file}`)
  }
}
if (stale.length === 0) console.log('generated files are up to date')
process.exitCode = values.check && stale.length > 0 ? 1 : 0
