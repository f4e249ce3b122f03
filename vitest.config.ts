import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const longest = ['suites/vary', 'docs/follow'];

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

const matrix = 'tests/suites/kill-matrix/*.test.ts';

export default defineConfig({
  test: {
    isolate: false,
    maxConcurrency: 8,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    reporters: process.env.HOOKSWITCH_TEST_JSON
      ? ['default', ['json', { outputFile: process.env.HOOKSWITCH_TEST_JSON }]]
      : ['default'],
    projects: [
      {
        extends: true,
        // Keeps a core busy with each worker, and what is late fails it: first, and by itself.
        test: { name: 'matrix', include: [matrix], maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        // Most of them wait: for answers, timeouts and processes.
        test: {
          name: 'tests',
          include: ['tests/**/*.test.ts'],
          exclude: [matrix, '**/node_modules/**'],
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
