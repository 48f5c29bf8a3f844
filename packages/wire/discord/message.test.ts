import { discordMistakes } from '@hyperion/testkit/discord'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DiscordAlert, discordMessage } from './index.ts'

const AT = Date.UTC(2026, 0, 19, 10, 30)
const CPU: DiscordAlert = { type: 'CPU', level: 'critical', message: 'CPU usage is at 94%', value: '94%', threshold: '90%' }
const DISK: DiscordAlert = { type: 'DISK', level: 'warning', message: 'Disk usage is at 87%', value: '87%', threshold: '85%' }

describe('discordMessage', () => {
  it('is what the document draws', () => {
    expect(discordMessage({ host: 'serveur-prod-01', at: AT, alerts: [CPU, DISK] })).toEqual({
      username: '🖥️ Monitoring Bot',
      embeds: [
        { title: '🚨 ALERTE MONITORING - serveur-prod-01', color: 0xed4245, timestamp: '2026-01-19T10:30:00.000Z' },
        {
          title: '⚠️ CPU - CRITICAL',
          description: 'CPU usage is at 94%',
          color: 0xed4245,
          fields: [
            { name: 'Valeur actuelle', value: '94%', inline: true },
            { name: 'Seuil', value: '90%', inline: true },
          ],
        },
        {
          title: '⚠️ DISK - WARNING',
          description: 'Disk usage is at 87%',
          color: 0xfaa61a,
          fields: [
            { name: 'Valeur actuelle', value: '87%', inline: true },
            { name: 'Seuil', value: '85%', inline: true },
          ],
        },
      ],
      allowed_mentions: { parse: [] },
    })
  })

  it('tells a recovery from an alert', () => {
    const { embeds } = discordMessage({
      host: 'web',
      at: AT,
      alerts: [{ ...CPU, level: 'recovered', message: 'CPU is back' }],
      url: 'http://hub/',
    })
    expect(embeds).toMatchObject([
      { title: '✅ FIN D’ALERTE - web', color: 0x57f287, url: 'http://hub/' },
      { title: '✅ CPU - RECOVERED', description: 'CPU is back', fields: [{ name: 'Dernière valeur' }, { name: 'Seuil' }] },
    ])
  })

  it('shows names as they are and counts what it left out', () => {
    const { embeds } = discordMessage({ host: '*a_b* [x](y) _z', at: AT, alerts: Array.from({ length: 12 }, () => CPU) })
    expect(embeds).toHaveLength(10)
    expect(embeds[0]).toMatchObject({ title: '🚨 ALERTE MONITORING - \\*a_b\\* \\[x\\](y) \\_z', description: '+ 3' })
  })

  it('keeps every limit, whatever it is about', () => {
    const text = fc.string({ unit: 'binary', maxLength: 7000, size: 'max' })
    const alert = fc.record({
      type: text,
      level: fc.constantFrom('critical', 'warning', 'info', 'recovered'),
      message: text,
      value: text,
      threshold: text,
    })
    fc.assert(
      fc.property(text, fc.array(alert, { maxLength: 12 }), (host, alerts) => {
        const message = discordMessage({ host, at: AT, alerts })
        expect(discordMistakes(message)).toEqual([])
        for (const { title, description = '' } of message.embeds) expect(`${title}${description}`.isWellFormed()).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})
