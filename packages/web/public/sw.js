// Shows what the hub tells while the app is closed, and opens it.
self.addEventListener('push', (event) => {
  const { title = 'Hyperion', body = '', tag, url = '/app/notifications', look } = event.data?.json() ?? {}
  const options = { body, tag, data: { url }, icon: '/app/favicon.svg', requireInteraction: look === 'critical' }
  event.waitUntil(self.registration.showNotification(title, options))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openPage(new URL(event.notification.data.url, self.location.origin)))
})

async function openPage(url) {
  const windows = await self.clients.matchAll({ type: 'window' })
  const open = windows.find((each) => new URL(each.url).pathname.startsWith('/app/'))
  if (!open) return self.clients.openWindow(url)
  await open.focus()
  return open.navigate(url)
}
