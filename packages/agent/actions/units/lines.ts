/** Characters of one line; what is longer is left out. */
const MOST = 1024 * 1024

/** Whole lines of a stream, in the parts they come in. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder()
  let rest = ''
  let skipping = false
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (skipping && lines.length > 0) {
      lines.shift()
      skipping = false
    }
    if (rest.length > MOST) {
      skipping = true
      rest = ''
    }
    if (lines.length > 0) yield lines
  }
  if (rest !== '' && !skipping) yield [rest]
}
