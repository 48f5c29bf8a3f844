import { runAgent } from './run/run-agent.ts'

// A bundle in CommonJS form cannot wait at its top level.
void runAgent(process.argv.slice(2), process.env).then((code) => {
  process.exitCode = code
})
