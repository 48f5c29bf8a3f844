import { parseArgs } from 'node:util'
import type { LoadedConfig } from '@hyperion/hub'
import { monitor } from './monitor/monitor.ts'

const HELP = `hyperion: watches servers, keeps their history, raises alerts

  hyperion serve           hub, agent for this machine and web app (what npm start runs)
  hyperion agent           watches this machine and reports to a hub elsewhere; see hyperion agent --help
  hyperion config check    names every mistake of the configuration
  hyperion user reset NAME gives a user of the hub here a temporary password; --two-factor also switches theirs off
  hyperion monitor         posts the alerts of a hub to Discord, for cron; see hyperion monitor --help
  hyperion help            this text

Settings are HYPERION_… environment variables, or a YAML file of the same names given by HYPERION_CONFIG.
`

type Command = () => Promise<number> | number

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: () => withConfig(async ({ config, warnings }) => (await loadHub()).serve(config, warnings)),
  'config check': () =>
    withConfig(({ warnings }) => {
      for (const warning of warnings) console.warn(warning)
      console.log('The configuration is sound.')
      return 0
    }),
  help: () => {
    console.log(HELP)
    return 0
  },
}

/** Only where it is needed: the hub is large, and cron starts `monitor` often. */
const loadHub = () => import('@hyperion/hub')

/** Runs the `hyperion` command with these arguments; the answer is the exit code: 0 done, 1 failed, 2 misused. */
export async function run(args: readonly string[]): Promise<number> {
  if (args[0] === 'monitor') return monitor(args.slice(1), process.env)
  if (args[0] === 'user' && args[1] === 'reset') return resetUser(args.slice(2))
  if (args[0] === 'agent') return (await import('@hyperion/agent')).runAgent(args.slice(1), process.env)
  const asked = args.length === 0 || args.includes('--help') || args.includes('-h') ? 'help' : args.join(' ')
  const command = COMMANDS[asked]
  if (!command) {
    console.error(`hyperion: no command '${asked}'\n\n${HELP}`)
    return 2
  }
  return command()
}

/** For whoever nobody else can let in: it takes the hub's data directory, or its database. */
async function resetUser(args: readonly string[]): Promise<number> {
  const asked = readReset(args)
  if (!asked) {
    console.error('hyperion user reset NAME [--two-factor]')
    return 2
  }
  return withConfig(async ({ config }) => {
    try {
      const { password, secondFactorRemoved } = await (await loadHub()).recoverUser(config, asked.name, asked)
      console.log(`Temporary password of ${asked.name}, to be changed at sign-in: ${password}`)
      if (asked.secondFactor) console.log(secondFactorRemoved ? 'The second factor is switched off.' : 'There was no second factor.')
      return 0
    } catch (error) {
      console.error(`hyperion user reset: ${error instanceof Error ? error.message : error}`)
      return 1
    }
  })
}

function readReset(args: readonly string[]): { readonly name: string; readonly secondFactor: boolean } | null {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { 'two-factor': { type: 'boolean' } } })
    const [name] = positionals
    return name && positionals.length === 1 ? { name, secondFactor: values['two-factor'] ?? false } : null
  } catch {
    return null
  }
}

async function withConfig(use: (loaded: LoadedConfig) => Promise<number> | number): Promise<number> {
  const { ConfigError, loadConfig } = await loadHub()
  let loaded: LoadedConfig
  try {
    loaded = loadConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const mistake of error.mistakes) console.error(`hyperion: ${mistake}`)
    return 2
  }
  return use(loaded)
}
