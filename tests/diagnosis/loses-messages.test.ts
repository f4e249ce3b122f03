import type { RequestListener } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { losesMessages } from '../../diagnosis/causes/loses-messages.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import { fail, noEffectShown } from '../../runner/context/expect.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { checkOwn, ownRule, sleep } from '../runner/own-rules.ts';

interface Report {
  readonly sn: string;
}

/** Keeps the message in a variable, and works on it after the response: one that arrives in between replaces it. */
function keepsOneMessage() {
  const counts = new Map<string, number>();
  let current: readonly Report[] = [];
  const receiver: RequestListener = async (request, response) => {
    const message = await json(request);
    response.end();
    if (!Array.isArray(message)) return;
    current = message;
    await sleep(30);
    for (const { sn } of current) counts.set(sn, (counts.get(sn) ?? 0) + 1);
    current = [];
  };
  return { receiver, observe: (sn: string) => counts.get(sn) ?? null };
}

it('a receiver whose messages overwrite each other is diagnosed if three rules miss an effect', async () => {
  const misses = async () => noEffectShown('a DID change');
  const rules = ['one', 'two', 'three'].map((name) => ownRule(name, misses, { needs: ['observer'] }));
  const causeOf = async (some: typeof rules) => (await checkOwn(some, keepsOneMessage())).diagnosis;
  const diagnosis = await causeOf(rules);
  expect(diagnosis).toMatchObject({ cause: 'loses-messages', explains: rules.map(({ id }) => id) });
  expect(diagnosis?.title).toMatch(
    / that arrive at the same time: \d+ of 20 that it acknowledged had no effect\.$/,
  );
  expect(diagnosis?.evidence[0]).toMatch(/: all of 10 had an effect$/);
  for (const id of ['message/applies-every-item', 'message/applies-simultaneous-messages']) {
    const failed = { ...ownRule('failed', async () => fail('all', 'some')), id };
    expect(await causeOf([...rules, failed])).toMatchObject({ cause: 'loses-messages' });
  }
  expect((await causeOf(rules.slice(1)))?.cause).not.toBe('loses-messages');
});

it('explains rules that miss an effect, but no rejection of a genuine message', () => {
  const cause = losesMessages({
    probes: { missingEffects: { inTurn: { acknowledged: 4, missing: 1 } } },
  } as Facts);
  expect(cause?.title).toBe(
    'Your receiver loses messages now and then: 1 of 4 that it acknowledged had no effect.',
  );
  const failed = (status: number) => ({
    verdict: 'fail',
    severity: 'refuses-genuine',
    finding: { attempt: 1 },
    evidence: { attempts: [{ n: 1, outcome: { kind: 'response', status } }] },
  });
  const follows = (result: object) => cause?.follows?.(result as RuleResult);
  expect(follows(failed(200))).toBe(true);
  expect(follows(failed(401))).toBe(false);
  expect(follows({ verdict: 'inconclusive', reasonCode: 'no-effect-shown' })).toBe(true);
  expect(follows({ verdict: 'inconclusive', reasonCode: 'not-acknowledged' })).toBe(false);
});
