import { ActionIcon, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconDotsVertical, IconDownload, IconLink, IconPhoto } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { toCsv } from '../../charts/csv.ts'
import { download, pngOf } from '../../charts/export.ts'
import { medianStep } from '../../charts/frame.ts'
import type { DrawnSeries } from '../../charts/options.ts'
import type { FrameState } from './use-frame.ts'
import { useView } from './view.tsx'

export interface ChartMenuProps {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly rows: () => { readonly state: FrameState; readonly series: readonly DrawnSeries[] } | null
  readonly canvas: () => HTMLCanvasElement | null
}

export function ChartMenu({ id, title, source, rows, canvas }: ChartMenuProps) {
  const { t } = useTranslation()
  const view = useView()
  const [said, setSaid] = useState('')
  const name = () =>
    `hyperion-${id.replaceAll(/[^a-z0-9-]+/gi, '-')}-${new Date(view.window().to).toISOString().slice(0, 16).replace(':', '')}`

  const copyLink = async () => {
    const link = new URL(window.location.href)
    const { from, to } = view.window()
    link.searchParams.set('from', String(Math.round(from)))
    link.searchParams.set('to', String(Math.round(to)))
    link.hash = id
    const copied = await navigator.clipboard?.writeText(link.href).then(
      () => true,
      () => false,
    )
    setSaid(t(copied ? 'chart.linkCopied' : 'chart.linkNotCopied'))
  }
  const saveCsv = () => {
    const current = rows()
    if (current) download(new Blob([toCsv(current.state.frame.times, current.series)], { type: 'text/csv' }), `${name()}.csv`)
  }
  const savePng = async () => {
    const drawn = canvas()
    const current = rows()
    if (drawn && current) download(await pngOf(drawn, title, current.series), `${name()}.png`)
  }

  return (
    <Menu position="bottom-end" width={264} transitionProps={{ duration: 100 }} onClose={() => setSaid('')}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={t('chart.menu', { title })}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item closeMenuOnClick={false} leftSection={<IconLink size={16} aria-hidden />} onClick={() => void copyLink()}>
          <span aria-live="polite">{said || t('chart.copyLink')}</span>
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={saveCsv}>
          {t('chart.csv')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPhoto size={16} aria-hidden />} onClick={() => void savePng()}>
          {t('chart.png')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>
          <Resolution source={source} state={rows()?.state ?? null} />
        </Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}

function Resolution({ source, state }: { source: string; state: FrameState | null }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!state) return t('chart.source', { source })
  const { frame } = state
  const step = formats.duration(Math.max(1_000, frame.bucket || medianStep(frame.times)))
  return (
    <>
      {t('chart.source', { source })}
      <br />
      {t(frame.bucket > 0 ? 'chart.averaged' : 'chart.asStored', { step, count: frame.times.length })}
      {state.damaged && (
        <>
          <br />
          {t('chart.damaged')}
        </>
      )}
    </>
  )
}
