import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** What takes long begins first, so that two processes end together, on a machine that never ran them too. */
const long = [
  'phone.test.ts',
  'kill.test.ts',
  'bike-shop.test.ts',
  'endpoints.test.ts',
  'idempotency.test.ts',
  'browser/day.test.ts',
  'browser/review.test.ts',
  'browser/complaint.test.ts',
  'month.test.ts',
  'browser/process.test.ts',
  'bundle.test.ts',
  'matrix.test.ts',
  'browser/work.test.ts',
];
const rank = (file: string): number => {
  const at = long.findIndex((name) => file.endsWith(name));
  return at < 0 ? long.length : at;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
    return (await super.sort(files)).sort((a, b) => rank(a.moduleId) - rank(b.moduleId));
  }
}

/** What replaces modules of the product, or asks what happens when one is loaded, needs modules of its own. */
const alone = ['test/contract/extension.test.ts', 'web/src/findings/texts.test.ts'];

// Two cores: two processes, each of which loads the product once for all files that it runs: a fresh module graph for each file
// was a third of the whole time. What a test changes in a module it therefore has to change back.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    globalSetup: ['test/harness/run-folder.ts', 'test/harness/build-web.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    env: { EVERGREEN_LOG: 'off', TZ: 'UTC' },
    projects: [
      { extends: true, test: { name: 'alone', include: alone, isolate: true } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{shared,functions,local,web,test,infra,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['node_modules', 'dist', ...alone],
          isolate: false,
        },
      },
    ],
  },
});
