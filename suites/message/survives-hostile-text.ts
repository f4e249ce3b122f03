import { hostileMessages } from '../../runner/properties/hostile-text.ts';
import { defineRule, didChange, expectAcknowledged, expectAllHandled, given } from '../../runner/rule-kit.ts';

export const survivesHostileText = defineRule({
  id: 'message/survives-hostile-text',
  title: 'handles hostile text without crashing, and continues to work',
  level: 'must',
  harm: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'event-report'],
  why: 'People type trunk names, and some are hostile. A message that always causes a 500 is retried again and again, and one that ends the process affects everyone.',
  fix: 'Use bound parameters in SQL, look events up in a Map, limit your own recursion, and respond 400 to what your database or parser cannot store.',
  inProduction:
    "A trunk is named O'Brien. The SQL statement breaks, the response is a 500, and so are all retries. The next name is chosen by someone who noticed.",
  tried:
    'Sends a genuine message, then reports whose trunk names contain SQL, HTML, templates, a path, a NUL, control characters, half a character, noncharacters, or 20,000 characters; reports with fields, events and serial numbers named __proto__, constructor, toString and hasOwnProperty; serial numbers that are a path, SQL or a format string; an updateTime beyond 2^53 and 2^63; and 2,000 and 100,000 nested arrays. Any 2xx or 4xx passes; a 5xx or a broken connection fails. Finally expects a 2xx for a genuine message.',
  lesson: 'text-is-data',
  needs: ['carriage'],
  async run(ctx) {
    const plain = () => didChange(ctx, { trunkName: 'trunk' });
    given(await ctx.deliver(plain()));
    await expectAllHandled(ctx, hostileMessages(ctx, ctx.run.profile));
    expectAcknowledged(ctx, await ctx.deliver(plain(), { note: 'a genuine message after all these' }));
  },
});
