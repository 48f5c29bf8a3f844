/** After adding a package through a registry that lacks builds for other platforms: enters them in package-lock.json. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { completed, missingBuilds } from './checks/lockfile.ts'
import { ROOT } from './checks/source-files.ts'

const file = join(ROOT, 'package-lock.json')
const lockfile = JSON.parse(readFileSync(file, 'utf8'))
const missing = missingBuilds(lockfile)
if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completed(lockfile), null, 2)}\n`)
console.log(`package-lock.json: ${missing.length} builds for other platforms entered`)
