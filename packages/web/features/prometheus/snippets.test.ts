import { expect, it } from 'vitest'
import { remoteWriteSnippet, scrapeSnippet } from './snippets.ts'

it('says to a Prometheus where and with what to write', () => {
  expect(remoteWriteSnippet('https://hub.example', 'hypw_x')).toContain('url: https://hub.example/api/prometheus/write')
  expect(remoteWriteSnippet('https://hub.example', 'hypw_x')).toContain('credentials: hypw_x')
})

it('says to a Prometheus how to read the hub', () => {
  expect(scrapeSnippet('http://127.0.0.1:8000')).toContain('scheme: http\n')
  expect(scrapeSnippet('https://hub.example')).toContain("targets: ['hub.example']")
})
