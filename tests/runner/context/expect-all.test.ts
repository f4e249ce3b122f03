import { describe, expect, it } from 'vitest';
import { RuleFailure } from '../../../runner/context/expect.ts';
import { deliverAll, expectAllAcknowledged, expectAllHandled } from '../../../runner/context/expect-all.ts';
import { createIdentities } from '../../../runner/context/identity.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import type { SendOptions, Sent } from '../../../runner/sending/sent.ts';
import { emptySignature } from '../../../simulator/faults/empty-signature.ts';
import { missingSignature } from '../../../simulator/faults/missing-signature.ts';
import { answer, sentWith } from '../sent.ts';

const faults = [missingSignature, emptySignature()];

/** What a rule sends; the n-th message gets the n-th status. */
function contextWith(statuses: readonly number[]) {
  const sent: { readonly message: unknown; readonly options: SendOptions }[] = [];
  const deliver = async (message: unknown, options: SendOptions = {}): Promise<Sent> => {
    sent.push({ message, options });
    return sentWith(answer(statuses[sent.length - 1] ?? 204));
  };
  const facts = { ...createIdentities(), updateTime: () => 1000 };
  const ctx = {
    ...facts,
    deliver,
    run: { settings: { timeoutSeconds: 5 } },
  } as Partial<RuleContext> as RuleContext;
  return { ctx, sent };
}

describe('messages with faults', () => {
  it('are DID changes about different PBXs, one for each fault', async () => {
    const { ctx, sent } = contextWith([204, 200]);
    await expectAllAcknowledged(ctx, faults);
    expect(sent.map(({ options }) => options.fault)).toEqual(faults);
    const sns = sent.flatMap(({ message }) => (message as { sn: string }[]).map(({ sn }) => sn));
    expect(new Set(sns).size).toBe(faults.length);
  });

  it('fail the rule if one gets another response', async () => {
    await expect(expectAllAcknowledged(contextWith([204, 401]).ctx, faults)).rejects.toThrow(RuleFailure);
  });

  it('pass when all required messages are acknowledged', async () => {
    await expect(expectAllAcknowledged(contextWith([200, 204]).ctx, faults)).resolves.toBeUndefined();
  });
});

describe('messages with descriptions', () => {
  const noted = [
    ['the first', []],
    ['the second', {}],
  ] as const;

  it('are sent with their descriptions', async () => {
    const { ctx, sent } = contextWith([]);
    expect(await deliverAll(ctx, noted)).toHaveLength(2);
    expect(sent.map(({ message, options }) => [options.note, message])).toEqual(noted);
  });

  it('must get a 2xx or a 4xx if either is allowed', async () => {
    await expect(expectAllHandled(contextWith([204, 400]).ctx, noted)).resolves.toBeUndefined();
    await expect(expectAllHandled(contextWith([204, 500]).ctx, noted)).rejects.toThrow(RuleFailure);
  });
});
