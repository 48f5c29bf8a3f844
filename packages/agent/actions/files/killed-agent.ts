/** An agent's file operations in a process of their own, over and over, until a test kills it. */
import { join } from 'node:path'
import { testFiles } from './test-files.ts'

const [root = '', data = ''] = process.argv.slice(2)
const files = testFiles(join(root, '..'))
if (files.root !== root || files.data !== data) throw new Error('other folders than the test’s')
/** A sign for each step, by which the test chooses when to kill. */
const onProgress = (): void => void process.stdout.write('.')
for (let i = 0; ; i++) {
  const own = `${process.pid}-${i}`
  const text = (i % 2 === 0 ? 'new' : 'old').repeat(100_000)
  await files.ask('file.write', { path: `${root}/text`, size: text.length }, { input: [Buffer.from(text)], onProgress })
  await files.ask('file.copy', { from: `${root}/tree`, to: `${root}/copy-${own}`, overwrite: false }, { onProgress })
  await files.ask('file.extract', { path: `${root}/tree.tgz`, to: `${root}/out-${own}` }, { onProgress })
}
