import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { inBoth, longest, matrix, rest, timed, timedRest } from './tests/sets.ts';

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
const timeouts = { testTimeout: 600_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

interface Share {
  readonly workers: number;
  /** Tests at once in each worker, of those that may run concurrently. */
  readonly atOnce: number;
}

/** One set of tests/sets.ts; sets run one after the other. */
function project(
  name: string,
  files: { include: string[]; exclude?: string[] },
  { workers, atOnce }: Share,
  nth: number,
) {
  const exclude = [...configDefaults.exclude, ...(files.exclude ?? [])];
  const provide = { isWhole: name === 'rest' };
  const sequence = { groupOrder: nth };
  return {
    test: {
      ...timeouts,
      isolate: false,
      maxConcurrency: atOnce,
      name,
      include: files.include,
      exclude,
      provide,
      maxWorkers: workers,
      sequence,
    },
  };
}

const elsewhere = filesOf([...matrix, ...timed, ...rest, ...timedRest]);

export default defineConfig({
  test: {
    globalSetup: 'tests/temporary-folder.ts',
    sequence: { sequencer: LongestFirst },
    experimental: { fsModuleCache: true },
    reporters: ['default', './scripts/results-reporter.mjs'],
    // For two cores. Most tests wait for receivers; checks of whole receivers need a core.
    projects: [
      project(
        'working',
        { include: ['tests/**/*.test.ts'], exclude: elsewhere },
        { workers: 2, atOnce: 6 },
        1,
      ),
      project('matrix', { include: filesOf(matrix) }, { workers: 2, atOnce: 1 }, 2),
      project('timed', { include: filesOf(timed) }, { workers: 2, atOnce: 6 }, 3),
      project('rest', { include: filesOf([...rest, ...inBoth, ...matrix]) }, { workers: 4, atOnce: 6 }, 4),
      project('timed-rest', { include: filesOf(timedRest) }, { workers: 1, atOnce: 6 }, 5),
    ],
  },
});
