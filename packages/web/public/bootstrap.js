// Runs before the first paint so that neither the theme nor the language flashes; a file of its own for the
// content policy `script-src 'self'`.
;(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const stored = read('hyperion.theme')
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const scheme = stored === 'dark' || stored === 'light' ? stored : system
  const root = document.documentElement
  root.setAttribute('data-mantine-color-scheme', scheme)
  const language = read('hyperion.language') ?? (navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en')
  root.lang = language === 'fr' ? 'fr' : 'en'
  if (read('hyperion.density') === 'compact') root.dataset.density = 'compact'
  document.querySelector('meta[name=theme-color]').content = scheme === 'dark' ? '#101317' : '#f6f7f9'
})()
