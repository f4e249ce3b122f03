import { correctReceivers } from '../../fixtures/receivers/index.ts';
import { createReference } from '../../fixtures/receivers/reference.ts';
import type { Report } from '../../schemas/index.ts';
import { checkReceiver, everySurrounding } from '../../self-test/check-receiver.ts';

/** On a busy machine, a response may take long (s). */
const timeoutSeconds = 10;
/** As many as a usual check of a minute generates. */
const sequences = 5;

const receivers = [{ name: 'reference', create: createReference }, ...correctReceivers];
const webhooks = {
  POST: { method: 'POST', payloadIn: 'body' },
  'GET body': { method: 'GET', payloadIn: 'body' },
  'GET query': { method: 'GET', payloadIn: 'query' },
} as const;

/** A check and its name. Plain data, for another thread. */
export interface Case {
  readonly receiver: string;
  readonly by: keyof typeof webhooks;
  readonly seed: number;
}

/** Every correct receiver with every webhook. */
export function casesOf(seed: number): Case[] {
  const ways = Object.keys(webhooks) as Case['by'][];
  return receivers.flatMap(({ name }) => ways.map((by) => ({ receiver: name, by, seed })));
}

/** The false alarms in the check of a correct receiver: a line for every finding above `may`. */
export interface CheckedCase {
  readonly alarms: readonly string[];
  readonly report: Report;
}

/** Checks one with everything it supports. */
export async function checkCase({ receiver, by, seed }: Case): Promise<CheckedCase> {
  const { create } = receivers.find(({ name }) => name === receiver) ?? { create: createReference };
  const { method, payloadIn } = webhooks[by];
  // A correct receiver doesn't block this process, so late measurements are caused by the machine.
  const checking = {
    method,
    profile: { payloadIn },
    seed,
    settings: { timeoutSeconds },
    sequences,
    sharesProcess: false,
  };
  const report = await checkReceiver(create, checking, webhooks[by], everySurrounding);
  const alarms = report.results.flatMap(({ id, level, verdict, finding, reason }) =>
    verdict === 'error' || (verdict === 'fail' && level !== 'may')
      ? [`${verdict} ${id}: ${finding ? `expected ${finding.expected}; actual: ${finding.actual}` : reason}`]
      : [],
  );
  return { alarms, report };
}
