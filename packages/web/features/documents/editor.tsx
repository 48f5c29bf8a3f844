import { defaultKeymap } from '@codemirror/commands'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, placeholder } from '@codemirror/view'
import { DOCUMENT_LENGTH } from '@hyperion/wire/documents'
import { tags } from '@lezer/highlight'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { yCollab, ySyncAnnotation, yUndoManagerKeymap } from 'y-codemirror.next'
import type { DocumentConnection } from './document-connection.ts'
import styles from './documents.module.css'
import { continueList, markdownLanguage } from './markdown-language.ts'

const HIGHLIGHTS = HighlightStyle.define([
  { tag: tags.heading, color: 'var(--text)', fontWeight: '650' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.monospace, fontFamily: 'var(--mantine-font-family-monospace)' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.quote], color: 'var(--muted)' },
])

const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'transparent', fontSize: '14px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: '16px 0 40vh', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 20px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)', borderLeftWidth: '2px' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 60%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-ySelectionInfo': {
    opacity: '1',
    top: '-1.35em',
    padding: '0 4px',
    borderRadius: '3px',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: '11px',
    lineHeight: '1.4',
  },
  '.cm-ySelectionCaretDot': { display: 'none' },
})

interface EditorProps {
  readonly connection: DocumentConnection
  readonly edits: boolean
  readonly label: string
  /** Something was pasted that would make the text too long. */
  readonly onTooLong: () => void
}

/** The source of the document, with the cursors of all others. */
export function Editor({ connection, edits, label, onTooLong }: EditorProps) {
  const { t, i18n } = useTranslation()
  const parent = useRef<HTMLDivElement>(null)
  const refuse = useEffectEvent(onTooLong)
  const hint = t('documents.placeholder')
  useEffect(() => {
    if (!parent.current) return
    const attributes = { 'aria-label': label, tabindex: '0', spellcheck: 'true', lang: i18n.language, autocapitalize: 'sentences' }
    const extensions: Extension[] = [
      EditorView.lineWrapping,
      EditorView.contentAttributes.of(attributes),
      placeholder(hint),
      drawSelection(),
      highlightActiveLine(),
      markdownLanguage,
      syntaxHighlighting(HIGHLIGHTS),
      THEME,
      limited(() => refuse()),
      yCollab(connection.text, connection.presence),
      keymap.of([{ key: 'Enter', run: continueList }, ...yUndoManagerKeymap, ...defaultKeymap]),
      EditorState.readOnly.of(!edits),
      EditorView.editable.of(edits),
    ]
    const state = EditorState.create({ doc: connection.text.toString(), extensions })
    const view = new EditorView({ state, parent: parent.current })
    return () => view.destroy()
  }, [connection, edits, label, hint, i18n.language])
  return <div ref={parent} className={styles.source} />
}

/** The hub would take no more, and end the connection. */
function limited(onTooLong: () => void): Extension {
  return EditorState.changeFilter.of((transaction) => {
    const { length } = transaction.newDoc
    // What comes from others is there already.
    if (transaction.annotation(ySyncAnnotation) !== undefined) return true
    if (length <= DOCUMENT_LENGTH || length <= transaction.startState.doc.length) return true
    onTooLong()
    return false
  })
}
