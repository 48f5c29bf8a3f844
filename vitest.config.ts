import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'packages/**/*.test.tsx', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['scripts/build-first.mjs', 'packages/testkit/postgres/global-setup.ts'],
    // V8's concurrent tiers crash now and then in short-lived processes on busy machines (nodejs/node 64841, 66126).
    execArgv: ['--no-memory-protection-keys', '--no-maglev'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
