// Shows what the hub tells while the app is closed, and opens it.
const WORDS = {
  en: { acknowledge: 'Acknowledge', open: 'Open', done: 'Acknowledged' },
  fr: { acknowledge: 'Acquitter', open: 'Ouvrir', done: 'Acquitté' },
}
const INCIDENT = /^\/app\/incidents\/(INC-[A-Z0-9]{6})$/

function words() {
  return self.navigator.language.startsWith('fr') ? WORDS.fr : WORDS.en
}

self.addEventListener('push', (event) => {
  const { title = 'Hyperion', body = '', tag, url = '/app/notifications', look } = event.data?.json() ?? {}
  const options = { body, tag, data: { url, title }, icon: '/app/favicon.svg', requireInteraction: look === 'critical' }
  if (INCIDENT.test(url) && look !== 'resolved')
    options.actions = ['acknowledge', 'open'].map((action) => ({ action, title: words()[action] }))
  event.waitUntil(self.registration.showNotification(title, options))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url, title } = event.notification.data
  const [, incident] = INCIDENT.exec(url) ?? []
  const page = new URL(url, self.location.origin)
  event.waitUntil(event.action === 'acknowledge' && incident ? acknowledge(incident, title, page) : openPage(page))
})

// Takes the incident on without the app; where that cannot be, its page says why.
async function acknowledge(incident, title, page) {
  const answer = await fetch(`/api/v1/incidents/${incident}/acknowledge/`, { method: 'POST', credentials: 'same-origin' }).catch(() => null)
  if (!answer?.ok) return openPage(page)
  const options = { body: title, tag: incident, data: { url: page.pathname, title }, icon: '/app/favicon.svg' }
  return self.registration.showNotification(`${words().done} · ${incident}`, options)
}

async function openPage(url) {
  const windows = await self.clients.matchAll({ type: 'window' })
  const open = windows.find((each) => new URL(each.url).pathname.startsWith('/app/'))
  if (!open) return self.clients.openWindow(url)
  await open.focus()
  return open.navigate(url)
}
