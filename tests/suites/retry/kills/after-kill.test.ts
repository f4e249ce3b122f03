import { expect, it } from 'vitest';
import { RuleFailure } from '../../../../runner/context/expect.ts';
import type { RuleContext } from '../../../../runner/context/rule-context.ts';
import { expectKept, expectRetried } from '../../../../suites/retry/kills/after-kill.ts';

/** A receiver that acknowledges everything and never has a state. */
const ctx = {
  run: { settleMs: 50 },
  observeChange: async () => null,
  deliver: async () => ({ isAcknowledged: true }),
} as unknown as RuleContext;
const report = { what: 'a DID change', sn: '36', names: [], message: [] };

async function failureOf(expectEffect: typeof expectKept): Promise<RuleFailure> {
  const error = await expectEffect(ctx, report, null, 'receiver killed').catch((thrown: unknown) => thrown);
  if (error instanceof RuleFailure) return error;
  throw error;
}

it('does not blame a bug with duplicates for the loss of an acknowledged report', async () => {
  const { expected, actual, details } = await failureOf(expectKept);
  expect(expected).toBe(
    'the effect of a DID change acknowledged before the kill (receiver killed), after the restart',
  );
  expect(actual).toBe('no effect within 0.1 s of the restart');
  expect(details?.explainedBy).toEqual(['message/applies-simultaneous-messages', 'message/keeps-pbxs-apart']);
});

it('leaves the causes to the rule if the retry of a report has no effect', async () => {
  const { expected, details } = await failureOf(expectRetried);
  expect(expected).toBe(
    'the effect of a DID change sent again after the kill (receiver killed), after the restart',
  );
  expect(details?.explainedBy).toBeUndefined();
});
