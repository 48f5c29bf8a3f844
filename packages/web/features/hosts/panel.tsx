import { ActionIcon, Button, Skeleton } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconHelpCircle } from '../../app/icons.ts'
import styles from './panel.module.css'
import { useView } from './view.tsx'

export interface PanelProps {
  readonly id: string
  readonly title: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly startsClosed?: boolean
  readonly children: ReactNode
}

/** One titled part of the page that can be folded, is linked to by its id, and keeps its failures to itself. */
export function Panel({ id, title, note, actions, wide = false, startsClosed = false, children }: PanelProps) {
  const { t } = useTranslation()
  const view = useView()
  const open = view.state.toggled.has(id) === startsClosed
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <section id={id} className={styles.panel} data-wide={wide || undefined} aria-labelledby={`${id}-title`}>
      <header className={styles.header}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          onClick={() => view.togglePanel(id)}
          aria-expanded={open}
          aria-label={t(open ? 'panel.close' : 'panel.open', { title })}
        >
          <Chevron size={16} aria-hidden />
        </ActionIcon>
        <h2 id={`${id}-title`} className={styles.title}>
          {title}
        </h2>
        {note && <span className={styles.note}>{note}</span>}
        {open && actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {open && (
        <PanelBoundary fallback={(error, retry) => <PanelFailure error={error} retry={retry} />}>
          <div className={styles.body}>{children}</div>
        </PanelBoundary>
      )}
    </section>
  )
}

export function PanelFailure({ error, retry }: { error: Error | null; retry: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.state} role="alert">
      <IconAlertTriangle size={20} className={styles.bad} aria-hidden />
      <p>{t('panel.failed')}</p>
      {error && <p className="muted">{error.message}</p>}
      <Button size="xs" variant="default" onClick={retry}>
        {t('common.retry')}
      </Button>
    </div>
  )
}

export function PanelEmpty({ children }: { children: ReactNode }) {
  return (
    <div className={styles.state}>
      <IconHelpCircle size={20} className="muted" aria-hidden />
      <p className="muted">{children}</p>
    </div>
  )
}

export function PanelSkeleton({ height = 200 }: { height?: number }) {
  return <Skeleton height={height} radius="md" aria-hidden />
}

interface PanelPendingProps {
  readonly query: { readonly isError: boolean; readonly error: Error | null; refetch(): unknown }
  /** Of what comes, in pixels. */
  readonly height?: number
  /** Nothing around it draws a border. */
  readonly framed?: boolean
}

/** In place of an answer that is not there: why it failed, or its outline. */
export function PanelPending({ query, height, framed = false }: PanelPendingProps) {
  if (!query.isError) return <PanelSkeleton {...(height !== undefined && { height })} />
  const failure = <PanelFailure error={query.error} retry={() => void query.refetch()} />
  return framed ? <section className={styles.panel}>{failure}</section> : failure
}

type BoundaryProps = { readonly fallback: (error: Error, retry: () => void) => ReactNode; readonly children: ReactNode }

class PanelBoundary extends Component<BoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    return error ? this.props.fallback(error, () => this.setState({ error: null })) : this.props.children
  }
}
