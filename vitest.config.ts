import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The kill matrix keeps both workers busy; what starts programs of its own comes after it, and not beside it. */
const longest = [
  'suites/kill-matrix/one-half',
  'suites/kill-matrix/other-half',
  'runner/vary',
  'docs/follow',
];

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((name) => moduleId.includes(`/tests/${name}`));
  return at < 0 ? longest.length : at;
}

/** What takes minutes begins first, beside everything else, and not alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}

/** What waits for most of its time, for answers that never come and receivers that are slow: more of it goes at once. */
const waiting = [
  'cli/check-killed',
  'cli/send-hints',
  'suites/acknowledgement',
  'runner/downstream/downstream',
  'suites/downstream-rules',
  'runner/hostile',
  'suites/kill-matrix/reference',
  'suites/lessons/judged',
  'suites/message-limits-size',
  'suites/retry-observers',
  'suites/retry-remembers',
].map((name) => `tests/${name}.test.ts`);

const each = { isolate: false, maxConcurrency: 6, testTimeout: 120_000 };

export default defineConfig({
  test: {
    globalSetup: 'tests/temporary-folder.ts',
    sequence: { sequencer: LongestFirst },
    reporters: process.env.HOOKSWITCH_TEST_JSON
      ? ['default', ['json', { outputFile: process.env.HOOKSWITCH_TEST_JSON }]]
      : ['default'],
    projects: [
      {
        test: {
          ...each,
          name: 'working',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...waiting],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: { ...each, name: 'waiting', include: waiting, maxWorkers: 4, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
