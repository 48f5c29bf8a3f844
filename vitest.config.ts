import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'packages/**/*.test.tsx', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['packages/testkit/postgres/global-setup.ts'],
    // V8 loses track of code pages when many worker threads come and go, each with WebAssembly for its type stripping, where
    // the processor has protection keys; it then aborts the process ("Check failed: jit_page.has_value()").
    execArgv: ['--no-memory-protection-keys'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
