import type { Bench, Figure } from './figure.ts';
import { fuzzListener } from './support/fuzz/fuzz-listener.ts';
import type { FuzzOptions } from './support/fuzz/fuzz-options.ts';
import { fuzzSender, maxLateMs } from './support/fuzz/fuzz-sender.ts';
import { listenerMemory } from './support/fuzz/listener-memory.ts';
import { heldWithBuffers, mebibyte } from './support/held-memory.ts';

const defaultCases = 20_000;
/** Another seed generates other cases. The seed of a case generates that one first. */
const firstSeed = Number(process.env.HOOKSWITCH_FUZZ_SEED ?? 1);
const maxGrowth = 300;
/** The stored requests are bounded, but don't reach the bound in the first quarter (MiB). */
const maxHeldMore = 4;

/** Hostile responses to the sender, and hostile requests to the listeners: whether each ends in time, and costs no more than its size. */
export const fuzz: Bench = async (cases = defaultCases) => [
  ...(await ofResponses(cases)),
  ...(await ofRequests(cases)),
  ...(await ofListenerMemory(cases)),
];

async function ofResponses(cases: number): Promise<Figure[]> {
  const [what, how] = ['hostile responses', howOf(cases)];
  const { wrongs, onWrong } = watchWrongs(what);
  const grownAtMost = watchGrowth();
  let atQuarter = Number.NaN;
  const onQuarter = async () => {
    atQuarter = await heldWithBuffers();
  };
  const { outcomes, latestMs } = await fuzzSender({ cases, firstSeed, onWrong, onQuarter });
  const kinds = Object.entries(outcomes).map(([kind, times]) => `${times} times ${kind}`);
  return [
    wrongs(how()),
    ...memoryFigures(what, how(), (await heldWithBuffers()) - atQuarter, grownAtMost()),
    {
      what: `${what}, latest end after the timeout`,
      value: latestMs,
      unit: 'ms',
      atMost: maxLateMs,
      how: kinds.join(', '),
    },
  ];
}

async function ofRequests(cases: number): Promise<Figure[]> {
  const [what, how] = ['hostile requests', howOf(cases)];
  const { wrongs, onWrong } = watchWrongs(what);
  const { outputs, suspects } = await fuzzListener({ cases, firstSeed, onWrong });
  return [wrongs(`${how()}, ${outputs} outputs, ${suspects} tried again alone`)];
}

async function ofListenerMemory(cases: number): Promise<Figure[]> {
  const how = howOf(cases);
  const { atQuarter, atEnd } = await listenerMemory({ cases, firstSeed });
  const what = 'hostile requests to listeners in a separate process';
  return memoryFigures(what, how(), atEnd.held - atQuarter.held, atEnd.grownAtMost);
}

function memoryFigures(what: string, how: string, heldMore: number, grownAtMost: number): Figure[] {
  return [
    {
      what: `${what}, held more at the end than after a quarter`,
      value: heldMore,
      unit: 'MiB',
      atMost: maxHeldMore,
      how,
    },
    { what: `${what}, memory`, value: grownAtMost, unit: 'MiB more', atMost: maxGrowth, how },
  ];
}

function howOf(cases: number): () => string {
  const startMs = performance.now();
  return () => `${cases} from seed ${firstSeed}, in ${Math.round((performance.now() - startMs) / 1000)} s`;
}

/** Prints and counts each harmful case. */
function watchWrongs(what: string): {
  readonly onWrong: FuzzOptions['onWrong'];
  readonly wrongs: (how: string) => Figure;
} {
  let value = 0;
  return {
    onWrong: ({ seed, family, what: wrong }) => {
      value += 1;
      process.stderr.write(`${what}: ${wrong} (seed ${seed}, ${family})\n`);
    },
    wrongs: (how) => ({ what: `harmful ${what}`, value, unit: 'cases', atMost: 0, how }),
  };
}

/** Returns the maximum growth of the process since (MiB). */
function watchGrowth(): () => number {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  return () => {
    clearInterval(timer);
    return (most - before) / mebibyte;
  };
}
