import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes begins first, beside everything else, and not alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith('/kill-matrix.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    isolate: false,
    maxConcurrency: 8,
    // Most tests wait: for answers, timeouts and processes.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    reporters: process.env.HOOKSWITCH_TEST_JSON
      ? ['default', ['json', { outputFile: process.env.HOOKSWITCH_TEST_JSON }]]
      : ['default'],
  },
});
