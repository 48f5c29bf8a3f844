import type { LoadedConfig } from '@hyperion/hub'
import { monitor } from './monitor/monitor.ts'

const HELP = `hyperion: watches servers, keeps their history, raises alerts

  hyperion serve           hub, agent for this machine and web app (what npm start runs)
  hyperion agent           watches this machine and reports to a hub elsewhere; see hyperion agent --help
  hyperion config check    names every mistake of the configuration
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
  if (args[0] === 'agent') return (await import('@hyperion/agent')).runAgent(args.slice(1), process.env)
  const asked = args.length === 0 || args.includes('--help') || args.includes('-h') ? 'help' : args.join(' ')
  const command = COMMANDS[asked]
  if (!command) {
    console.error(`hyperion: no command '${asked}'\n\n${HELP}`)
    return 2
  }
  return command()
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
