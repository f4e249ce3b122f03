import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { alone, inBoth, longest, matrix, release, rest } from './tests/sets.ts';

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

/** A set of tests; sets run one after the other. */
function project(
  name: string,
  files: { include: string[]; exclude?: string[] },
  maxWorkers: number,
  nth: number,
) {
  return {
    test: {
      ...timeouts,
      isolate: false,
      name,
      include: files.include,
      exclude: [...configDefaults.exclude, ...(files.exclude ?? [])],
      provide: { isWhole: name.endsWith('rest') || name === 'release' },
      maxWorkers,
      sequence: { groupOrder: nth },
    },
  };
}

const inRealTime = (name: string) => name.startsWith('real-time/');
const whole = [...rest, ...inBoth];
const leftOut = [...rest, ...alone];

export default defineConfig({
  test: {
    globalSetup: ['scripts/generate/code.mjs', 'tests/temporary-folder.ts'],
    sequence: { sequencer: LongestFirst },
    experimental: { fsModuleCache: true },
    reporters: ['default', './scripts/results-reporter.mjs'],
    // For two cores, and one more test while others wait. Tests in real time run after all others.
    projects: [
      project(
        'working',
        {
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/real-time/**', ...filesOf([...matrix, ...rest])],
        },
        3,
        1,
      ),
      project('matrix', { include: filesOf(matrix) }, 2, 2),
      project('rest', { include: filesOf([...whole.filter((name) => !inRealTime(name)), ...matrix]) }, 3, 3),
      project(
        'real-time',
        { include: ['tests/real-time/**/*.test.ts'], exclude: filesOf(leftOut.filter(inRealTime)) },
        2,
        4,
      ),
      project('real-time-rest', { include: filesOf(whole.filter(inRealTime)) }, 2, 5),
      project('alone', { include: filesOf(alone) }, 1, 6),
      project('release', { include: filesOf(release) }, 2, 7),
    ],
  },
});
