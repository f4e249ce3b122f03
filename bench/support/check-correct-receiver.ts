import { correctReceivers } from '../../fixtures/receivers/index.ts';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { checkReceiver, everySurrounding } from '../../self-test/check-receiver.ts';

/** On a busy machine, a response may take long (s). */
const timeoutSeconds = 10;
/** As many as a usual check of a minute generates. */
const sequences = 5;

const receivers = [{ name: 'reference', create: createReference }, ...correctReceivers];
const webhooks = {
  POST: { method: 'POST', getCarriage: 'body' },
  'GET body': { method: 'GET', getCarriage: 'body' },
  'GET query': { method: 'GET', getCarriage: 'query' },
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

/** Checks one with everything it supports. Every finding above `may` is a false alarm, returned as a line. */
export async function alarmsIn({ receiver, by, seed }: Case): Promise<string[]> {
  const { create } = receivers.find(({ name }) => name === receiver) ?? { create: createReference };
  const { method, getCarriage } = webhooks[by];
  // A correct receiver doesn't block this process, so late measurements are caused by the machine.
  const checking = {
    method,
    profile: { getCarriage },
    seed,
    settings: { timeoutSeconds },
    sequences,
    sharesProcess: false,
  };
  const { results } = await checkReceiver(create, checking, webhooks[by], everySurrounding);
  return results.flatMap(({ id, level, verdict, finding, reason }) =>
    verdict === 'error' || (verdict === 'fail' && level !== 'may')
      ? [`${verdict} ${id}: ${finding?.actual ?? reason}`]
      : [],
  );
}
