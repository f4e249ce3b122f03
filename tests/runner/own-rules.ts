import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { checkBy } from '../../check/check.ts';
import type { CommonCheckOptions } from '../../check/check-options.ts';
import { defineRule, type Rule } from '../../runner/rule.ts';
import type { Report, RuleResult } from '../../schemas/generated/types.ts';
import { testSecret } from './check-fixture.ts';

/** Fields that every rule needs but tests do not look at. */
export const ownTexts = {
  why: 'It matters.',
  fix: 'Change it.',
  inProduction: 'It goes wrong.',
  procedure: ['Hookswitch sends a message.'],
  lesson: 'check-first',
  sentBy: 'ycm',
} as const;

/** A test's own rule, which sets only what matters to the test. */
export function ownRule(name: string, run: Rule['run'], parts: Partial<Rule> = {}): Rule {
  const words = { title: 'is right', ...ownTexts };
  const fixed = { level: 'must', severity: 'refuses-genuine', basis: 'derived', requirements: [] } as const;
  return defineRule({ id: `example/${name}`, ...words, ...fixed, run, ...parts });
}

/** An application in the same process; a test sets only what matters to it. */
interface Behavior {
  /** How long after its ack it applies a report (ms); reports are applied one by one. */
  readonly appliesAfterMs?: number;
  /** What it waits for before it applies a message. */
  readonly appliesWhen?: () => Promise<void>;
  readonly answersAfterMs?: number;
  /** The status of the n-th request, from 1. */
  readonly statusOf?: (n: number) => number;
  /** The new state after a report. */
  readonly apply?: (
    before: unknown,
    report: { readonly sn: string; readonly updateTime?: unknown },
  ) => unknown;
}

/** Applies the reports of each message one by one, and shows how many it applied for each PBX. */
export function application(behavior: Behavior = {}) {
  const { appliesAfterMs = 0, answersAfterMs = 0, statusOf = () => 200, apply = countUp } = behavior;
  const { appliesWhen = () => Promise.resolve() } = behavior;
  const states = new Map<string, unknown>();
  const requests: { readonly headers: NodeJS.Dict<string | string[]> }[] = [];
  let queue = Promise.resolve();
  let waiting = 0;
  const receiver: RequestListener = async (request, response) => {
    requests.push({ headers: request.headers });
    const status = statusOf(requests.length);
    const body = await buffer(request);
    await sleep(answersAfterMs);
    response.writeHead(status).end('an answer');
    const message: unknown = JSON.parse(body.toString('utf8') || 'null');
    if (status >= 300 || !Array.isArray(message)) return;
    waiting += 1;
    queue = queue.then(async () => {
      await appliesWhen();
      await sleep(appliesAfterMs);
      for (const report of message) states.set(report.sn, apply(states.get(report.sn), report));
      waiting -= 1;
    });
  };
  return {
    receiver,
    requests,
    observe: (sn: string) => states.get(sn) ?? null,
    set: (sn: string, state: unknown) => void states.set(sn, state),
    /** How many messages it has acknowledged but not applied yet. */
    backlog: () => waiting,
  };
}

function countUp(before: unknown): number {
  return Number(before ?? 0) + 1;
}

export function sleep(delayMs: number): Promise<void> {
  return delayMs === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, delayMs));
}

type OwnOptions = Partial<CommonCheckOptions> & { readonly receiver?: RequestListener };

/** Checks an application with a test's own rules; by default, a receiver that acknowledges everything. */
export function checkOwn(rules: readonly Rule[], options: OwnOptions = {}): Promise<Report> {
  return checkBy(rules, {
    receiver: application().receiver,
    secret: testSecret,
    settleMs: 150,
    seed: 1,
    time: 'simulated',
    ...options,
  });
}

/** The result of a single rule that does this. */
export async function resultOf(
  run: Rule['run'],
  options: OwnOptions = {},
  parts: Partial<Rule> = {},
): Promise<RuleResult> {
  const { results } = await checkOwn([ownRule('one', run, parts)], options);
  const [result] = results;
  if (!result) throw new Error('the rule was not checked');
  return result;
}

/** Holds responses until the expected number is reached, and a moment longer, when no other may arrive; afterwards it holds none. */
export function holder(expected: number) {
  const held: (() => void)[] = [];
  let [isFull, most] = [false, 0];
  const release = () => {
    isFull = true;
    for (const answer of held.splice(0)) answer();
  };
  return {
    hold(answer: () => void): void {
      most = Math.max(most, held.push(answer));
      if (isFull) release();
      else if (held.length === expected) setTimeout(release, 50);
    },
    /** The maximum held at once. */
    most: () => most,
  };
}

/** A message with one report about each of these PBXs. */
export const reportsAbout = (...sns: readonly string[]) =>
  sns.map((sn) => ({ event: 'did_change', sn, trunkDidInfoList: [], updateTime: 1 }));
