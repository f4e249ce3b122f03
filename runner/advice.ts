import { connectionRefused } from '../schemas/connection-refused.ts';
import type { AttemptRecord, OutcomeRecord } from '../schemas/generated/types.ts';
import { stackTraceIn } from '../text/errors/stack-trace.ts';
import type { Rule } from './rule.ts';

interface Advice {
  readonly when: (outcome: OutcomeRecord) => boolean;
  readonly text: string;
  /** `true`: for every rule. Otherwise only for rules that don't expect failures. */
  readonly alwaysAlone?: true;
}

const hasStatus =
  (isMeant: (status: number) => boolean): Advice['when'] =>
  (outcome) =>
    outcome.kind === 'response' && isMeant(outcome.status);

const failed: readonly Advice[] = [
  {
    when: hasStatus((status) => status === 429),
    text: 'Your receiver rate-limits requests. Exclude the webhook from the limit, or raise the limit.',
    alwaysAlone: true,
  },
  {
    when: hasStatus((status) => status === 413),
    text: 'Your receiver, or a proxy in front of it, limits the size of a message: raise the limit to at least 1 MiB.',
    alwaysAlone: true,
  },
  {
    when: (outcome) => hasStatus((status) => status >= 500)(outcome) && showsTrace(outcome),
    text: 'Your receiver failed: its response shows the exception, and must not.',
  },
  {
    when: hasStatus((status) => status >= 500),
    text: 'Your receiver failed: look for the exception in its log.',
  },
  {
    when: connectionRefused,
    text: 'Nothing is listening at this URL anymore: your receiver exited or was stopped. Check its log to find out why.',
    alwaysAlone: true,
  },
  {
    when: ({ kind }) => kind === 'connection-failed',
    text: 'Your receiver closed the connection without a response: check its log for a crash, or for a worker process that was restarted.',
  },
  {
    when: ({ kind }) => kind === 'timeout',
    text: 'Your receiver was late: find out what it is waiting for, or whether an exception ended its work without a response.',
    alwaysAlone: true,
  },
];

function showsTrace(outcome: OutcomeRecord): boolean {
  return (
    outcome.kind === 'response' && 'text' in outcome.body && stackTraceIn(outcome.body.text) !== undefined
  );
}

const notServed: Advice = {
  when: hasStatus((status) => status === 404 || status === 410),
  text: 'Nothing is served at this URL: check its path and the route in your code.',
};

const redirected: Advice = {
  when: hasStatus((status) => status >= 300 && status <= 399),
  text: "YCM doesn't follow redirects: respond with a 2xx at this URL, or use the target as the URL.",
};

/**
 * The fix, based on what was observed: a receiver that failed says nothing about the signature. Pure.
 *
 * @param isServed A message was acknowledged at this URL, so a 404 is about the message.
 */
export function adviceFor(
  rule: Rule,
  fix: string,
  decisive: AttemptRecord | undefined,
  isServed = false,
): string {
  if (!decisive || rule.isAboutFailures) return fix;
  const { fault, outcome } = decisive;
  // A forged message may be rejected in this way.
  const refused = fault === undefined ? [...(isServed ? [] : [notServed]), redirected] : [];
  const advice = [...failed, ...refused].find(({ when }) => when(outcome));
  if (!advice) return fix;
  return advice.alwaysAlone || !expectsFailures(rule) ? advice.text : `${advice.text} ${fix}`;
}

/** Whether the rule expects failures. Rules about signatures, and about genuine messages that are rejected, name other causes. */
function expectsFailures({ detects, severity, acknowledgementRank }: Rule): boolean {
  if (severity === 'crashes') return true;
  return (
    acknowledgementRank === undefined && severity !== 'open-to-forgers' && detects !== 'rejected-genuine'
  );
}
