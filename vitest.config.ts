import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The kill matrix keeps both workers busy; what starts programs of its own comes after it, and not beside it. */
const longest = [
  'suites/kill-matrix/one-half',
  'suites/kill-matrix/other-half',
  'suites/vary',
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

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    maxConcurrency: 6,
    // Most tests wait: for answers, timeouts and processes.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    reporters: process.env.HOOKSWITCH_TEST_JSON
      ? ['default', ['json', { outputFile: process.env.HOOKSWITCH_TEST_JSON }]]
      : ['default'],
  },
});
