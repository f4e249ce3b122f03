import { marks } from '../../reports/words.ts';
import type {
  LoadCheck,
  LoadMeasuredLate,
  LoadPercentiles,
  LoadReport,
} from '../../schemas/generated/types.ts';
import { type Colors, verdictColors } from '../../text/terminal/colors.ts';
import { countMany } from '../../text/words/count.ts';
import { formatMs } from '../../text/words/durations.ts';
import { clock, perSecond, withThousands } from '../../text/words/numbers.ts';
import { workersLines } from '../distributed/text.ts';
import { sentIn } from '../result.ts';

const names: Record<LoadCheck['name'], string> = {
  ack: 'acknowledged in time',
  failed: 'messages lost',
  forged: 'forged messages rejected',
  rate: 'rate reached',
  'end-state': 'state correct',
  finished: 'finished',
};

/** The name of a check. */
export function checkNameOf(name: LoadCheck['name']): string {
  return names[name];
}

/** The result of a load, for people. */
export function loadTextReport(report: LoadReport, colors: Colors): string {
  const { lagMs, serviceMs, ackMs, endState } = report;
  const examples = endState?.examples ?? [];
  return [
    '',
    ...totals(report),
    '',
    colors.dim(
      `  ${''.padEnd(8)}${['p50', 'p90', 'p99', 'p99.9', 'max'].map((name) => name.padStart(10)).join('')}`,
    ),
    timesLine('lag', lagMs),
    timesLine('service', serviceMs),
    timesLine('ack', ackMs),
    '',
    ...workersLines(report, colors),
    ...report.checks.map((check) => checkLine(check, colors)),
    ...examples.map(({ sn, difference }) => `    PBX ${sn}: ${difference}`),
    ...(report.limit ? limitLines(report.limit, colors) : []),
    '',
    conclusion(report, colors),
    '',
  ].join('\n');
}

function totals({
  requestedPerSecond,
  achievedPerSecond,
  due,
  unsent,
  durationMs,
  ...rest
}: LoadReport): string[] {
  const { repeated, forged } = rest.messages;
  const parts = [
    `${withThousands(sentIn(rest.messages))} of ${countMany(due, 'message')} in ${clock(durationMs)}`,
  ];
  if (repeated.sent > 0) parts.push(countMany(repeated.sent, 'duplicate'));
  if (forged.sent > 0) parts.push(countMany(forged.sent, 'forgery', 'forgeries'));
  if (rest.retries > 0) parts.push(`plus ${countMany(rest.retries, 'retry', 'retries')}`);
  if (unsent > 0) parts.push(`${withThousands(unsent)} never sent`);
  const lines = [
    `${requestedInWords(requestedPerSecond)}, ${perSecond(achievedPerSecond)} sent: ${parts.join(', ')}`,
  ];
  lines.push(`responses: ${outcomesInWords(rest.outcomes) || 'none'}`);
  if (rest.measuredLate) lines.push(measuredLateInWords(rest.measuredLate));
  const limit = loadLimitInWords({ requestedPerSecond, ...rest });
  return limit === undefined ? lines : [...lines, limit];
}

/** Why messages were sent late, or why Hookswitch couldn't send more at the maximum rate; undefined if neither is so. */
export function loadLimitInWords({
  requestedPerSecond,
  limitedBy,
  limitedByWhy,
}: Pick<LoadReport, 'requestedPerSecond' | 'limitedBy' | 'limitedByWhy'>): string | undefined {
  if (limitedBy === 'nothing') return undefined;
  if (requestedPerSecond !== 'max') return `some messages were sent late or not at all: ${limitedByWhy}`;
  return limitedBy === 'tool' ? `limited by Hookswitch: ${limitedByWhy}` : undefined;
}

/** "200/s", or "as fast as possible". */
export function rateInWords(rate: LoadReport['requestedPerSecond']): string {
  return rate === 'max' ? 'as fast as possible' : perSecond(rate);
}

/** "200/s requested", or "as fast as possible". */
export function requestedInWords(rate: LoadReport['requestedPerSecond']): string {
  return rate === 'max' ? rateInWords(rate) : `${perSecond(rate)} requested`;
}

/** Says how long Hookswitch was delayed, and how many measurements that affects. */
export function measuredLateInWords({ attempts, timeouts, longestMs }: LoadMeasuredLate): string {
  const ofThem =
    timeouts === 0 ? '' : `, ${withThousands(timeouts)} of them ${timeouts === 1 ? 'a timeout' : 'timeouts'}`;
  return `Hookswitch itself was delayed by up to ${formatMs(longestMs)} and measured ${countMany(attempts, 'attempt')} late${ofThem}`;
}

const maxOutcomes = 8;

/** "200 ×940, timeout ×12", most frequent first. */
export function outcomesInWords(outcomes: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
  const shown = sorted.slice(0, maxOutcomes).map(([name, times]) => `${name} ×${withThousands(times)}`);
  return [...shown, ...(sorted.length > maxOutcomes ? ['…'] : [])].join(', ');
}

/** A time, or a dash if nothing was counted. */
export function timeOrDash(ms: number | null): string {
  return ms === null ? '-' : formatMs(ms);
}

function timesLine(name: string, { p50, p90, p99, p999, max }: LoadPercentiles): string {
  return `  ${name.padEnd(8)}${[p50, p90, p99, p999, max].map((ms) => timeOrDash(ms).padStart(10)).join('')}`;
}

function checkLine({ name, verdict, expected, actual }: LoadCheck, colors: Colors): string {
  const paint = verdictColors(colors)[verdict];
  return `${paint(marks[verdict])} ${checkNameOf(name)}: ${actual} ${colors.dim(`(${expected})`)}`;
}

function limitLines({ steps }: NonNullable<LoadReport['limit']>, colors: Colors): string[] {
  return [
    '',
    'Rates tried:',
    ...steps.map(({ perSecond: rate, isSustained, ackMs, why }) => {
      const mark = isSustained ? colors.green(marks.pass) : colors.red(marks.fail);
      return `  ${mark} ${perSecond(rate).padStart(9)}  ack p99 ${timeOrDash(ackMs.p99)}${why === '' ? '' : `  ${colors.dim(why)}`}`;
    }),
  ];
}

/** The conclusion: the last line, and the title of the page. */
export function loadConclusion({
  verdict,
  limit,
  requestedPerSecond,
  achievedPerSecond,
  checks,
}: LoadReport): string {
  if (verdict === 'interrupted') return 'Interrupted. This shows what was sent until then.';
  if (limit) {
    return limit.perSecond === null
      ? 'Your receiver sustained none of the rates tried.'
      : `Your receiver sustains about ${perSecond(limit.perSecond)}.`;
  }
  const isMax = requestedPerSecond === 'max';
  const rate = isMax
    ? `${perSecond(achievedPerSecond)}, sent as fast as possible`
    : perSecond(requestedPerSecond);
  const failed = checks.filter((check) => check.verdict === 'fail').length;
  if (verdict === 'pass') return `Your receiver sustains ${rate}.`;
  if (verdict === 'fail') return `${failed} of ${countMany(checks.length, 'threshold')} failed at ${rate}.`;
  if (checks.some(({ name, verdict: one }) => one === 'inconclusive' && name !== 'end-state'))
    return `Inconclusive: Hookswitch itself was too slow to measure ${isMax ? perSecond(achievedPerSecond) : rate}.`;
  return `Your receiver acknowledges ${rate}, but its state could not be compared.`;
}

function conclusion(report: LoadReport, colors: Colors): string {
  const paint = { ...verdictColors(colors), interrupted: colors.yellow };
  return `${paint[report.verdict](loadConclusion(report))}  ${colors.dim(`seed ${report.seed}`)}`;
}
