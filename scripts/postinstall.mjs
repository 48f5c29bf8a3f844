// After npm ci: on an older Node, have the right one ready before the first command needs it.
import { ensureNode24 } from './node24.mjs'

try {
  ensureNode24()
} catch (error) {
  console.error(`hyperion: ${error.message}`)
  process.exitCode = 1
}
