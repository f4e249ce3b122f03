import {
  assumeAcknowledged,
  assumeEffect,
  defineRule,
  didChange,
  expectEffect,
  expectSameState,
  expectUnchanged,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';

export const ignoresTheTestMessage = defineRule({
  id: 'message/ignores-the-test-message',
  title: 'changes nothing when the test message arrives',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['test-message'],
  why: 'An administrator clicks the test button to see whether the webhook works, not to change a PBX.',
  fix: 'Respond 2xx to the test message and return before any code that stores something.',
  inProduction:
    "The test message has no sn and no list. The receiver takes it for a report about the PBX of its last message, and stores an empty list. Each click on the test button removes a customer's numbers.",
  procedure: [
    'Hookswitch sends two reports about a PBX, then the test message twice. No other rule runs at the same time.',
    'The states of this PBX and of an unknown one must not change.',
    'Hookswitch sends a newer report, which must be applied.',
  ],
  lesson: 'tell-each-item',
  explainedBy: ['acknowledgement/acknowledges-the-test-message', 'retry/keeps-distinct-messages'],
  needs: ['observer', 'carriage'],
  // Otherwise its damage would show up in other rules.
  runs: 'apart',
  async run(ctx) {
    const [sn, untouched] = [ctx.serial(), ctx.serial()];
    // Each report has more DIDs than the one before: the observer may show only their number.
    const change = (offset: number) => didChange(ctx, { sn, dids: 1 + offset / 10, offset });
    await assumeEffect(ctx, sn, change(0));
    const second = await assumeEffect(ctx, sn, change(10), 'a newer report');
    const unknown = await ctx.observe(untouched);
    await Promise.all([sendTest(ctx), sendTest(ctx)]);
    await expectUnchanged(ctx, sn, second, 'after the test message');
    expectSameState(
      unknown,
      await ctx.observe(untouched),
      'after the test message, for a PBX that was never reported on',
    );
    await expectEffect(ctx, sn, change(20), 'a newer report after the test message');
  },
});

async function sendTest(ctx: RuleContext): Promise<void> {
  assumeAcknowledged(await ctx.deliver(testMessage, { note: 'the test message' }));
}
