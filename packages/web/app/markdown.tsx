import { marked, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode, useMemo } from 'react'
import styles from './markdown.module.css'

/**
 * Markdown of people, as elements. Nothing of it is taken for HTML: tags show as they were written, pictures become
 * links, and links lead to pages and mail addresses alone.
 */
export function Markdown({ children, compact = false }: { children: string; compact?: boolean }) {
  const tokens = useMemo(() => marked.lexer(children, { gfm: true, breaks: true }), [children])
  return (
    <div className={styles.markdown} data-compact={compact || undefined}>
      {shown(tokens)}
    </div>
  )
}

function shown(tokens: readonly Token[] | undefined): ReactNode {
  return (tokens ?? []).map((token, at) => (
    // The place is all that tells one token from another.
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity and no state
    <Fragment key={at}>{element(token)}</Fragment>
  ))
}

/** Under the page's own title. */
const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const

const PLAIN: Readonly<Record<string, 'p' | 'blockquote' | 'strong' | 'em' | 'del'>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  strong: 'strong',
  em: 'em',
  del: 'del',
}

function element(token: Token): ReactNode {
  const Plain = PLAIN[token.type]
  if (Plain) return <Plain>{shown((token as Tokens.Paragraph).tokens)}</Plain>
  switch (token.type) {
    case 'space':
    case 'def':
      return null
    case 'br':
      return <br />
    case 'hr':
      return <hr />
    case 'heading':
      return heading(token as Tokens.Heading)
    case 'list':
      return list(token as Tokens.List)
    case 'table':
      return table(token as Tokens.Table)
    case 'code':
      return (
        <pre>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      )
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>
    case 'link':
      return link((token as Tokens.Link).href, shown((token as Tokens.Link).tokens))
    case 'image':
      return link((token as Tokens.Image).href, (token as Tokens.Image).text || (token as Tokens.Image).href)
    case 'checkbox':
      return <input type="checkbox" checked={(token as Tokens.Checkbox).checked} disabled readOnly aria-hidden />
    default:
      return 'tokens' in token && token.tokens ? shown(token.tokens) : plainText(token)
  }
}

function plainText(token: Token): string {
  return token.type === 'text' || token.type === 'escape' ? (token as Tokens.Text).text : token.raw
}

function heading({ depth, tokens }: Tokens.Heading): ReactNode {
  const Tag = HEADINGS[Math.min(depth, HEADINGS.length) - 1] ?? 'h6'
  return <Tag>{shown(tokens)}</Tag>
}

function list({ ordered, start, items }: Tokens.List): ReactNode {
  const rows = items.map((item, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity and no state
    <li key={at}>{shown(item.tokens)}</li>
  ))
  return ordered ? <ol start={start === '' ? 1 : start}>{rows}</ol> : <ul>{rows}</ul>
}

function table({ header, rows }: Tokens.Table): ReactNode {
  const line = (cells: readonly Tokens.TableCell[], Tag: 'th' | 'td') =>
    // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity and no state
    cells.map((cell, at) => <Tag key={at}>{shown(cell.tokens)}</Tag>)
  return (
    <div className={styles.scroll}>
      <table>
        <thead>
          <tr>{line(header, 'th')}</tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity and no state
            <tr key={at}>{line(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function link(href: string, content: ReactNode): ReactNode {
  const url = URL.parse(href, globalThis.location?.href)
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return content
  return (
    <a href={url.href} target="_blank" rel="noreferrer nofollow">
      {content}
    </a>
  )
}
