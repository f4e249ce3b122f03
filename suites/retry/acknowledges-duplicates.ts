import {
  assumeAcknowledged,
  capacityChange,
  defineRule,
  didChange,
  expectAcknowledged,
  type RuleContext,
  tryParts,
} from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';

export const acknowledgesDuplicates = defineRule({
  id: 'retry/acknowledges-duplicates',
  title: 'acknowledges a message that it has already acknowledged',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'documented',
  requirements: ['acknowledge-with-2xx', 'retry-on-failure', 'retry-count'],
  why: 'If a duplicate is rejected, for instance with 409, YCM keeps retrying and records a failure although the message was received.',
  fix: 'Respond 2xx to a message you already know. The sender only needs to learn that it arrived.',
  inProduction:
    'The first response gets lost. YCM retries and gets a 409, which is not a 2xx, so it keeps retrying until the retry count is used up. The message counts as failed, and people stop paying attention to failures.',
  procedure: [
    'Hookswitch sends a DID change, a capacity change and the test message.',
    'It sends each of them three more times, byte for byte identical.',
    'Your receiver must respond with a 2xx to every duplicate.',
  ],
  lesson: 'mark-with-the-work',
  async run(ctx) {
    await tryParts(ctx, [
      (part) => repeat(part, 'a DID change', didChange(part, { dids: 2 })),
      (part) => repeat(part, 'a capacity change', capacityChange(part)),
      (part) => repeat(part, 'the test message', testMessage),
    ]);
  },
});

async function repeat(ctx: RuleContext, kind: string, message: unknown): Promise<void> {
  assumeAcknowledged(await ctx.deliver(message, { note: kind }));
  for (const nth of ['first', 'second', 'third']) {
    expectAcknowledged(ctx, await ctx.deliver(message, { note: `the ${nth} duplicate of ${kind}` }));
  }
}
