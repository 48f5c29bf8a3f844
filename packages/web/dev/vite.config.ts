import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the page that `bench/charts.ts` measures, as optimised as the app itself. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  logLevel: 'warn',
  plugins: [react()],
  build: { target: 'es2022', rolldownOptions: { input: fileURLToPath(new URL('charts-bench.html', import.meta.url)) } },
})
