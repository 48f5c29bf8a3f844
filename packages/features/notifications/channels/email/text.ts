import type { Message } from '../channel.ts'
import type { Fact, Wording } from '../wording.ts'
import { rowsOf } from './rows.ts'

/** The plain half of a mail. */
export function textOf({ key, url }: Message, { headline, facts, leftOut }: Wording): string {
  return [
    headline,
    ...facts.map(factText),
    ...(leftOut > 0 ? [`and ${leftOut} more`] : []),
    ...(url ? [url] : []),
    `-- \nHyperion, ${key}`,
  ].join('\n\n')
}

function factText(fact: Fact): string {
  return [['State', fact.state] as const, ...rowsOf(fact)].map(([name, value]) => `${name.padEnd(8)}${value}`).join('\n')
}
