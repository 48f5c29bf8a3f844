import type { CommandRequest } from '@hyperion/wire/web'

/** A command with the values in their places, as people read it: told apart where an argument ends. */
export function commandLine(command: Pick<CommandRequest, 'program' | 'arguments'>, values: Readonly<Record<string, string>> = {}): string {
  const args = command.arguments.map((argument) => {
    const name = /^\{\{(.+)\}\}$/.exec(argument)?.[1]
    return name !== undefined && values[name] ? shown(values[name]) : name === undefined ? shown(argument) : argument
  })
  return [shown(command.program), ...args].join(' ')
}

function shown(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : JSON.stringify(text)
}
