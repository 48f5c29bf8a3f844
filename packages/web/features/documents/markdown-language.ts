import { defineLanguageFacet, Language, languageDataProp } from '@codemirror/language'
import type { ChangeSpec, StateCommand } from '@codemirror/state'
import { GFM, parser } from '@lezer/markdown'

const data = defineLanguageFacet({})

/** Markdown alone: the ready-made language brings HTML, CSS and JavaScript along, three times as much as all else here. */
export const markdownLanguage = new Language(
  data,
  parser.configure([GFM, { props: [languageDataProp.add((type) => (type.isTop ? data : undefined))] }]),
  [],
  'markdown',
)

const ITEM = /^(\s*)([-*+]|(\d+)([.)]))(\s+)(\[[ xX]\]\s+)?/

/** Begins the next item of a list with a new line; an item without words ends the list. */
export const continueList: StateCommand = ({ state, dispatch }) => {
  const { from, empty } = state.selection.main
  const line = state.doc.lineAt(from)
  const item = ITEM.exec(line.text)
  if (state.readOnly || !empty || state.selection.ranges.length > 1 || !item || from - line.from < item[0].length) return false
  const [whole, indent = '', mark = '', number, end = '', space = ' ', box] = item
  const next = `\n${indent}${number === undefined ? mark : `${Number(number) + 1}${end}`}${space}${box === undefined ? '' : '[ ] '}`
  const changes: ChangeSpec = whole.length === line.text.length ? { from: line.from, to: line.to } : { from, insert: next }
  const anchor = 'insert' in changes ? from + next.length : line.from
  dispatch(state.update({ changes, selection: { anchor }, scrollIntoView: true, userEvent: 'input' }))
  return true
}
