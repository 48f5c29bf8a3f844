import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { continueList } from './markdown-language.ts'

/** The text after Enter where | stands; null when Enter is left to others. */
function entered(text: string): string | null {
  const at = text.indexOf('|')
  let state = EditorState.create({ doc: text.replace('|', ''), selection: { anchor: at } })
  const done = continueList({
    state,
    dispatch: (transaction) => {
      state = transaction.state
    },
  })
  const { head } = state.selection.main
  const after = state.doc.toString()
  return done ? `${after.slice(0, head)}|${after.slice(head)}` : null
}

describe('Enter in a list', () => {
  it.each([
    ['- one|', '- one\n- |'],
    ['  * one| two', '  * one\n  * | two'],
    ['- [x] done|', '- [x] done\n- [ ] |'],
    ['9. nine|', '9. nine\n10. |'],
    ['1) one|', '1) one\n2) |'],
    ['- one\n- |', '- one\n|'],
    ['- [ ] |', '|'],
  ])('makes %j %j', (before, after) => {
    expect(entered(before)).toBe(after)
  })

  it.each(['text|', '-|one', '-| one', '# one|'])('is an end of line in %j', (text) => {
    expect(entered(text)).toBeNull()
  })
})
