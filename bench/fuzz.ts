import type { Bench, Figure } from './figure.ts';
import { fuzzListener } from './support/fuzz/fuzz-listener.ts';
import type { FuzzOptions } from './support/fuzz/fuzz-options.ts';
import { fuzzSender, maxLateMs } from './support/fuzz/fuzz-sender.ts';

const defaultCases = 20_000;
/** Another seed makes other cases; the seed of one case makes this one first. */
const firstSeed = Number(process.env.HOOKSWITCH_FUZZ_SEED ?? 1);
const maxMebibytes = 300;

/** Hostile responses to the sender, and hostile requests to the listeners: whether each is over in time, and costs no more than its size. */
export const fuzz: Bench = async (cases = defaultCases) => [
  ...(await fuzzed('responses', cases, async (options) => {
    const { outcomes, latestMs } = await fuzzSender(options);
    const how = Object.entries(outcomes).map(([kind, times]) => `${times} times ${kind}`);
    return [
      {
        what: 'latest end after the timeout',
        value: latestMs,
        unit: 'ms',
        atMost: maxLateMs,
        how: how.join(', '),
      },
    ];
  })),
  ...(await fuzzed('requests', cases, async (options) => {
    const { told, suspects } = await fuzzListener(options);
    process.stderr.write(`requests: ${told} told, ${suspects} tried again alone\n`);
    return [];
  })),
];

async function fuzzed(
  what: string,
  cases: number,
  run: (options: FuzzOptions) => Promise<Figure[]>,
): Promise<Figure[]> {
  const startMs = performance.now();
  let wrongs = 0;
  const memory = watchMemory();
  const figures = await run({
    cases,
    firstSeed,
    onWrong: ({ seed, family, what: wrong }) => {
      wrongs += 1;
      process.stderr.write(`${what}: ${wrong} (seed ${seed}, ${family})\n`);
    },
  });
  const how = `${cases} from seed ${firstSeed}, in ${Math.round((performance.now() - startMs) / 1000)} s`;
  const named = figures.map((figure) => ({ ...figure, what: `hostile ${what}, ${figure.what}` }));
  return [
    { what: `hostile ${what} that hurt`, value: wrongs, unit: 'cases', atMost: 0, how },
    { what: `hostile ${what}, memory`, value: memory(), unit: 'MiB more', atMost: maxMebibytes, how },
    ...named,
  ];
}

/** Returns by how much the process has grown at most since. */
function watchMemory(): () => number {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  return () => {
    clearInterval(timer);
    return (most - before) / 1024 ** 2;
  };
}
