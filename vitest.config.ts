import { defineConfig } from 'vitest/config';

// Two cores: two processes. Integration tests start a stack each; the browser’s journeys come last by their names.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['{shared,functions,local,web,test,infra,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['node_modules', 'dist'],
    globalSetup: ['test/harness/build-web.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: { EVERGREEN_LOG: 'off', TZ: 'UTC' },
  },
});
