import type { LoadReport, LoadStep } from '../schemas/generated/types.ts';
import { subSeed, systemClock } from '../simulator/index.ts';
import { perSecond } from '../text/words/numbers.ts';
import { loadOnce, type RunHooks } from './load-once.ts';
import { highestSustained, nextRate } from './rate-search.ts';
import { timeOrDash } from './report/text.ts';
import type { Setup } from './setup.ts';

/** Lets an overloaded receiver recover before the next rate (ms). */
const restMs = 1000;

/** Tries one rate after the other; the report is of the highest rate that passes, with all steps. */
export async function findLimit(
  setup: Setup,
  hooks: RunHooks,
  say: (line: string) => void,
): Promise<LoadReport> {
  const { rate } = setup.options.plan;
  const reports: LoadReport[] = [];
  const steps: LoadStep[] = [];
  const first = rate === 'max' ? 1 : rate;
  for (let next: number | undefined = first; next !== undefined; next = nextRate(first, steps)) {
    if (steps.length > 0) await systemClock.sleep(restMs, hooks.signal);
    const report = await loadOnce(atRate(setup, next, steps.length), hooks);
    reports.push(report);
    if (report.verdict === 'interrupted') break;
    const step = stepOf(report, next);
    steps.push(step);
    say(
      `${step.isSustained ? 'passed' : 'failed'} ${perSecond(next).padStart(9)}  ack p99 ${timeOrDash(step.ackMs.p99)}`,
    );
  }
  return withLimit(reports, steps);
}

/** Each step uses its own PBXs. */
function atRate(setup: Setup, rate: number, step: number): Setup {
  const { plan, traffic } = setup.options;
  const seed = step === 0 ? plan.seed : Math.abs(subSeed(plan.seed, `step ${step}`)) % 2 ** 31;
  return {
    ...setup,
    options: { ...setup.options, plan: { ...plan, rate, seed }, traffic: { ...traffic, seed } },
  };
}

function stepOf(
  { verdict, achievedPerSecond, ackMs, limitedBy, checks }: LoadReport,
  rate: number,
): LoadStep {
  const failed = checks.filter((check) => check.verdict !== 'pass');
  return {
    perSecond: rate,
    isSustained: verdict === 'pass',
    achievedPerSecond,
    ackMs,
    limitedBy,
    why: failed.map(({ actual }) => actual).join('; '),
  };
}

function withLimit(reports: readonly LoadReport[], steps: LoadStep[]): LoadReport {
  const highest = highestSustained(steps);
  const shown = reports[steps.findIndex(({ perSecond: rate }) => rate === highest)] ?? reports.at(-1);
  if (!shown) throw new RangeError('no rate was tried');
  const isInterrupted = reports.at(-1)?.verdict === 'interrupted';
  return {
    ...shown,
    verdict: isInterrupted ? 'interrupted' : shown.verdict,
    limit: { perSecond: highest ?? null, steps },
  };
}
