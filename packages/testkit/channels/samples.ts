import { ALERT_EVENT_KINDS, type AlertEvent } from '@hyperion/domain/alerts'
import type { Message, MessageItem } from '@hyperion/features/notifications'
import { alertEvent } from '../alerts/index.ts'

const MINUTE = 60_000

/** One message about the events; their alerts are numbered from 12. */
export function sampleMessage(events: readonly [AlertEvent, ...AlertEvent[]], more: Partial<Message> = {}): Message {
  const itemOf = (event: AlertEvent, at: number): MessageItem => ({ alert: 12 + at, event, reference: null })
  const [first, ...others] = events
  return {
    key: '#12',
    items: [itemOf(first, 0), ...others.map((event, at) => itemOf(event, at + 1))],
    test: false,
    url: 'https://hyperion.example/app/alerts?alert=12',
    ...more,
  }
}

const DISK = alertEvent({ instance: '/data', level: 'critical', value: 95.25, threshold: 90, message: 'Disk usage of /data is at 95.3%' })
const over = alertEvent({ kind: 'resolved', value: 60, message: 'Disk usage is at 60%', at: DISK.at + 5 * MINUTE })
const silent = alertEvent({
  hostName: 'db-1',
  rule: 'rule:7',
  title: 'Host silent',
  value: null,
  threshold: null,
  message: 'db-1 does not report',
})

/** What the golden files show. */
export const GOLDEN: Readonly<Record<string, Message>> = {
  fired: sampleMessage([DISK]),
  resolved: sampleMessage([over], { url: null }),
  group: sampleMessage([DISK, silent, over]),
  test: sampleMessage([DISK], { test: true, key: 'test 1768478400000', url: null }),
}

/** Every kind of event on every level, alone and together, with and without figures, address and test. */
export function everyMessage(): readonly Message[] {
  const events = ALERT_EVENT_KINDS.flatMap((kind) =>
    (['warning', 'critical'] as const).flatMap((level) => [
      alertEvent({ kind, level }),
      alertEvent({ kind, level, instance: '/var', value: null, threshold: null, unit: 'none' }),
    ]),
  )
  const [first = DISK, ...others] = events
  return [
    ...events.map((event) => sampleMessage([event])),
    sampleMessage([first, ...others]),
    sampleMessage([first, ...others], { url: null }),
    sampleMessage([first], { test: true }),
    sampleMessage([first, ...Array.from({ length: 150 }, (_, at) => alertEvent({ hostName: `host-${at}` }))]),
  ]
}

const HOSTILE_TEXTS = [
  'x'.repeat(100_000),
  '🔥'.repeat(20_000),
  '&'.repeat(20_000),
  '<"\'>'.repeat(5_000),
  '***__~~`|[]()#+-={}.!\\'.repeat(500),
  '@everyone @here @channel @all <!channel> <!here> <@U0123456789> <@&1> <#C01> tg://user?id=1 <at>Ada</at>',
  'a\r\nBcc: eve@example.org\r\n\r\nX: y\n# heading\n',
  '\0\x07\x1b[31m\u202e\u2028\ud800 lone',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '[link](https://evil.example) <https://evil.example|bank> https://evil.example',
  '{{constructor}} #{7*7} %s %n $(id) `id` =1+1',
  '',
]

/** Events whose every text is written by somebody who means harm. */
export function hostileMessages(): readonly Message[] {
  return HOSTILE_TEXTS.flatMap((text) => {
    const event = alertEvent({ hostName: text, title: text, instance: text, message: text, level: 'critical' })
    return [sampleMessage([event]), sampleMessage([event, ...Array(40).fill(event)])]
  })
}
