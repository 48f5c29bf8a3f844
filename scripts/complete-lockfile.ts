/** After adding a package: puts right what npm or the registry in use leaves out of package-lock.json. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { completed } from './checks/lockfile.ts'
import { ROOT } from './checks/source-files.ts'

const file = join(ROOT, 'package-lock.json')
const before = readFileSync(file, 'utf8')
const after = `${JSON.stringify(completed(JSON.parse(before)), null, 2)}\n`
if (after !== before) writeFileSync(file, after)
console.log(`package-lock.json ${after === before ? 'was complete' : 'is complete now'}`)
