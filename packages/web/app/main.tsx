import './mantine.css'
import './styles.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { endSession } from '../features/session/session.ts'
import { ApiError, setUnauthorizedHandler } from './api.ts'
import { startI18n } from './i18n/index.ts'
import { router } from './router.tsx'
import { resolveVariables, theme } from './theme.ts'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
})
setUnauthorizedHandler(() => endSession(queries))

const colorScheme = localStorageColorSchemeManager({ key: 'hyperion.theme' })
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

await startI18n()
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorScheme} cssVariablesResolver={resolveVariables}>
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
)
