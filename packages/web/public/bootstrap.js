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

  // What the page is made of did not arrive: said without any of it, and tried again as long as nothing is shown.
  const TEXTS = {
    en: ['Hyperion did not load', 'This page tries again every few seconds.', 'Reload'],
    fr: ['Hyperion ne s’est pas chargé', 'Cette page réessaie toutes les quelques secondes.', 'Recharger'],
  }
  const again = () =>
    fetch('/health').then(
      ({ ok }) => ok && location.reload(),
      () => {},
    )
  const unloaded = () => {
    const place = document.getElementById('root')
    if (!place || place.hasChildNodes()) return
    const [title, text, reload] = TEXTS[root.lang]
    const main = document.createElement('main')
    main.className = 'unloaded'
    const parts = { h1: title, p: text, button: reload }
    for (const [tag, textContent] of Object.entries(parts)) main.append(Object.assign(document.createElement(tag), { textContent }))
    main.lastChild.addEventListener('click', () => location.reload())
    place.append(main)
    setInterval(again, 5000)
  }
  window.addEventListener('unhandledrejection', unloaded)
  window.addEventListener('error', ({ target, error }) => (error || target instanceof HTMLScriptElement) && unloaded(), true)
})()
