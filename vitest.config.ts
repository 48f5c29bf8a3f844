import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'packages/**/*.test.tsx', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['scripts/build-first.mjs', 'packages/testkit/postgres/global-setup.ts'],
    // V8's concurrent tiers crash now and then in short-lived processes on busy machines (nodejs/node 64841, 66126).
    execArgv: ['--no-memory-protection-keys', '--no-maglev'],
    // Nothing is asserted about time: what comes in seconds on a free machine may take minutes on a busy one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000, interval: 50 } },
  },
})
