import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { inBoth, longest, matrix, rest, timed } from './tests/sets.ts';

const filesOf = (names: readonly string[]) => names.map((name) => `tests/${name}.test.ts`);

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((name) => moduleId.includes(`/tests/${name}.`));
  return at < 0 ? longest.length : at;
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}

/** Generous, as the machine may be busy: what hangs fails all the same (ms). */
const timeouts = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

/** One set of tests/sets.ts; sets run one after the other. */
function project(
  name: string,
  files: { include: string[]; exclude?: string[] },
  maxWorkers: number,
  nth: number,
) {
  const exclude = [...configDefaults.exclude, ...(files.exclude ?? [])];
  const provide = { isWhole: name === 'rest' };
  const sequence = { groupOrder: nth };
  return {
    test: {
      ...timeouts,
      isolate: false,
      // Checks of a whole receiver keep a core busy four at a time.
      maxConcurrency: name === 'working' ? 6 : 4,
      name,
      include: files.include,
      exclude,
      provide,
      maxWorkers,
      sequence,
    },
  };
}

const elsewhere = filesOf([...matrix, ...timed, ...rest]);

export default defineConfig({
  test: {
    globalSetup: 'tests/temporary-folder.ts',
    sequence: { sequencer: LongestFirst },
    reporters: process.env.HOOKSWITCH_TEST_JSON
      ? ['default', ['json', { outputFile: process.env.HOOKSWITCH_TEST_JSON }]]
      : ['default'],
    projects: [
      // Three times as many as a small machine has cores: many tests mostly wait for receivers.
      project('working', { include: ['tests/**/*.test.ts'], exclude: elsewhere }, 6, 1),
      project('matrix', { include: filesOf(matrix) }, 2, 2),
      project('timed', { include: filesOf(timed) }, 1, 3),
      project('rest', { include: filesOf([...rest, ...inBoth, ...matrix]) }, 3, 4),
    ],
  },
});
