import { UnreadableAnswer } from '@hyperion/ports/remote-host'
import { SNAPSHOT_VERSION } from './script.ts'

/** What a script printed, by file name; the script's own findings by a word. */
export type Sections = ReadonlyMap<string, string>

const BEGINNING = /^hyperion-snapshot (\d{1,9})$/m
const HEADING = /^==> (\S{1,512}) <==$/
const END = 'end'
const MOST_SECTIONS = 16_384

/**
 * The parts of an answer. What a shell prints before it, a greeting say, is passed over. A name counts once: nothing that
 * a host prints later can take the place of what came before.
 */
export function parseAnswer(answer: string): Sections {
  const beginning = BEGINNING.exec(answer)
  if (!beginning) throw new UnreadableAnswer(answer.trim() === '' ? 'it printed nothing' : `it printed ${quoted(answer)}`)
  const version = Number(beginning[1])
  if (version !== SNAPSHOT_VERSION) {
    throw new UnreadableAnswer(`its script is of version ${version}, this hub reads ${SNAPSHOT_VERSION}: put the present script there`)
  }
  const sections = new Map<string, string>()
  let name = ''
  let lines: string[] = []
  const keep = (): void => {
    if (name !== '' && !sections.has(name)) sections.set(name, lines.length === 0 ? '' : `${lines.join('\n')}\n`)
    lines = []
  }
  for (const line of answer.slice(beginning.index).split('\n')) {
    const heading = HEADING.exec(line)
    if (!heading) {
      if (line !== '') lines.push(line)
      continue
    }
    keep()
    name = heading[1] ?? ''
    if (name === END) return sections
    if (sections.size >= MOST_SECTIONS) throw new UnreadableAnswer('it has too many parts')
  }
  throw new UnreadableAnswer('it ended in the middle')
}

const QUOTED = 80

/** The beginning of something unexpected, on one line. */
function quoted(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  return `“${(line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line).toWellFormed()}”`
}
