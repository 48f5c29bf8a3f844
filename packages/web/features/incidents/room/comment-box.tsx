import { COMMENT_LENGTH, COMMENT_TYPES, type CommentType } from '@hyperion/wire/incidents'
import { Button, NativeSelect, SegmentedControl, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconSend } from '../../../app/icons.ts'
import { Markdown } from '../../../app/markdown.tsx'
import { useSubmit } from '../../../app/use-submit.ts'
import { FormError } from '../../session/gate.tsx'
import { comment } from '../queries.ts'
import styles from './comment-box.module.css'

/** What was begun and not sent, by incident, as long as the page is open. */
const drafts = new Map<string, string>()

interface CommentBoxProps {
  readonly shortId: string
  readonly field: RefObject<HTMLTextAreaElement | null>
}

export function CommentBox({ shortId, field }: CommentBoxProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [text, setText] = useState(drafts.get(shortId) ?? '')
  const [type, setType] = useState<CommentType>('comment')
  const [preview, setPreview] = useState(false)
  const submission = useSubmit(['content'] as const)
  const change = (next: string) => {
    drafts.set(shortId, next)
    setText(next)
    submission.clear('content')
  }
  const send = async () => {
    if (submission.busy || !submission.check(text.trim() === '' ? { content: t('form.required') } : {})) return
    const done = await submission.run(() => comment(client, shortId, { content: text, comment_type: type }))
    if (!done) return
    change('')
    setPreview(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
    else if (event.key === 'Escape') field.current?.blur()
  }
  return (
    <form
      ref={submission.form}
      className={styles.commentBox}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      noValidate
    >
      {submission.failure && <FormError>{submission.failure}</FormError>}
      {preview ? (
        <div className={styles.preview}>
          <Markdown>{text}</Markdown>
        </div>
      ) : (
        <Textarea
          ref={field}
          name="content"
          aria-label={t('incidents.comment.label')}
          placeholder={t('incidents.comment.placeholder')}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={COMMENT_LENGTH}
          value={text}
          error={submission.errors.content}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <div className={styles.commentTools}>
        <NativeSelect
          size="xs"
          name="comment_type"
          aria-label={t('incidents.comment.type')}
          data={COMMENT_TYPES.map((value) => ({ value, label: t(`incidents.comment.${value}`) }))}
          value={type}
          onChange={(event) => setType(event.currentTarget.value as CommentType)}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('incidents.comment.view')}
          data={[
            { value: 'write', label: t('incidents.comment.write') },
            { value: 'preview', label: t('incidents.comment.preview'), disabled: text.trim() === '' },
          ]}
          value={preview ? 'preview' : 'write'}
          onChange={(value) => setPreview(value === 'preview')}
        />
        <Button type="submit" size="xs" loading={submission.busy} leftSection={<IconSend size={16} aria-hidden />}>
          {t('incidents.comment.send')}
        </Button>
      </div>
    </form>
  )
}
