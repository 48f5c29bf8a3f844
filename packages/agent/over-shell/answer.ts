import { ACTION_FAILURES, ActionError, type ActionFailure } from '@hyperion/domain/actions'

/** Begins every answer: an account that may run one thing only runs that, whatever it is asked. */
const GREETING = 'hyperion-operation 1'

/** Begins every script. */
export const PREAMBLE = `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
cd /
echo "${GREETING}"
fail() {
  echo "failed $1"
  exit 0
}
`

const WORDS: Readonly<Partial<Record<ActionFailure, string>>> = {
  missing: 'it is gone',
  changed: 'it is another one now',
  protected: 'it may not be touched',
  permission: 'the account may not do this',
  unsupported: 'this host has nothing for it',
}

/** What comes after the greeting. Throws `ActionError` for an answer that is none. */
export function afterGreeting(answer: string): string {
  const end = answer.indexOf('\n')
  if (end < 0 || answer.slice(0, end) !== GREETING) {
    throw new ActionError('unsupported', 'the account of this host may not run this: it prints its samples and nothing else')
  }
  return answer.slice(end + 1)
}

/** What comes after the greeting. Throws `ActionError` for an answer that is none, or tells a failure. */
export function bodyOf(answer: string): string {
  const body = afterGreeting(answer)
  const [, word] = /^failed (\w+)$/m.exec(body) ?? []
  throwFailure(word, '')
  return body
}

/** Throws `ActionError` when this is the word of a failure. */
export function throwFailure(word: string | undefined, words: string): void {
  const failure = ACTION_FAILURES.find((each) => each === word)
  if (failure) throw new ActionError(failure, words || (WORDS[failure] ?? 'it did not end well'))
}
