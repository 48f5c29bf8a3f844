/**
 * An agent that writes down what it buffered, for tests that kill it: one line a report, its frame in base64url.
 * `node report-until-killed.ts <log> <arguments of hyperion agent>`.
 */
import { appendFileSync } from 'node:fs'
import { parseAgentOptions, startAgent } from '@hyperion/agent'

const [file = '', ...args] = process.argv.slice(2)
setInterval(() => {}, 2 ** 30)
const agent = await startAgent(
  parseAgentOptions(args, {}),
  (message) => process.stderr.write(`${message}\n`),
  (_report, frame) => appendFileSync(file, `${Buffer.from(frame).toString('base64url')}\n`),
)
process.once('SIGTERM', () => void agent.stop().then(() => process.exit(0)))
