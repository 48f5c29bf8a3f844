/** Writes what derives from the routes: OpenAPI document, Postman collection, TypeScript types. `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

function current(file: string): string | undefined {
  try {
    return readFileSync(join(ROOT, file), 'utf8')
  } catch {
    return undefined
  }
}

const stale = [...(await generated())].filter(([file, text]) => current(file) !== text)
for (const [file, text] of stale) {
  if (process.argv.includes('--check')) console.error(`${file} is not what its source gives: run node scripts/generate-api.ts`)
  else {
    writeFileSync(join(ROOT, file), text)
    console.log(`wrote ${file}`)
  }
}
if (stale.length === 0) console.log('generated files are up to date')
process.exitCode = process.argv.includes('--check') && stale.length > 0 ? 1 : 0
