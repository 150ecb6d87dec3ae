import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** What takes a minute or more begins first, so that two processes end together, on a machine that never ran them too. */
const long = ['bike-shop.test.ts', 'phone.test.ts', 'kill.test.ts'];
const rank = (file: string): number => {
  const at = long.findIndex((name) => file.endsWith(name));
  return at < 0 ? long.length : at;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
    return (await super.sort(files)).sort((a, b) => rank(a.moduleId) - rank(b.moduleId));
  }
}

// Two cores: two processes. Integration tests start a stack each.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['{shared,functions,local,web,test,infra,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['node_modules', 'dist'],
    globalSetup: ['test/harness/build-web.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: { EVERGREEN_LOG: 'off', TZ: 'UTC' },
  },
});
